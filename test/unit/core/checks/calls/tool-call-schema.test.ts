import { toolCallSchema } from '../../../../../src/core/checks/calls/tool-call-schema.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { ask, callBody, callStream, fragments } from '../../../../support/faithful.js';

const parameters = {
  type: 'object',
  properties: { days: { type: 'integer' }, unit: { enum: ['c', 'f'] } },
  required: ['days'],
  additionalProperties: false,
};
const offer = (strict?: boolean, schema: unknown = parameters) => [
  { type: 'function', function: { name: 'plan', parameters: schema, ...(strict ? { strict } : {}) } },
];
const called = (args: unknown) =>
  callBody([{ id: 'a', type: 'function', function: { name: 'plan', arguments: JSON.stringify(args) } }]);
const inBody = 'body /choices/0/message/tool_calls/0/function/arguments';

expectValidPasses(toolCallSchema, ['call', 'callStream', 'parallel', 'parallelStream']);

expectReports(toolCallSchema, {
  'a number as a string': {
    request: ask({ tools: offer() }),
    body: called({ days: '3' }),
    reports: [`note wrong-value ${inBody}`],
  },
  'an argument is missing': {
    request: ask({ tools: offer() }),
    body: called({}),
    reports: [`note wrong-value ${inBody}`],
  },
  'an argument is missing, strict': {
    request: ask({ tools: offer(true) }),
    body: called({}),
    reports: [`must wrong-value ${inBody}`],
  },
  'an argument is missing, and a claim mentions strict': {
    given: { strict: true },
    request: ask({ tools: offer(true) }),
    body: called({}),
    reports: [`must wrong-value ${inBody}`],
  },
  'a value outside the enumeration, strict, streamed': {
    request: ask({ tools: offer(true), stream: true }),
    sse: callStream(fragments(0, 'a', 'plan', ['{"days":1,', '"unit":"k"}'])),
    reports: ['must wrong-value chunk 1 /choices/0/delta/tool_calls/0/function/arguments'],
  },
  'an undeclared member': {
    request: ask({ tools: offer() }),
    body: called({ days: 1, city: 'Oslo' }),
    reports: [`note wrong-value ${inBody}`],
  },
  'an undeclared member, strict': {
    request: ask({ tools: offer(true) }),
    body: called({ days: 1, city: 'Oslo' }),
    reports: [`must wrong-value ${inBody}`],
  },
});

expectNoReport(toolCallSchema, {
  'strict, which was not requested': {
    given: { strict: true },
    request: ask({ tools: offer() }),
    body: called({}),
  },
  'a schema that cannot be compiled': {
    request: ask({
      tools: offer(true, { type: 'object', properties: { days: { $ref: 'https://nowhere.example/x' } } }),
    }),
    body: called({ days: 'x' }),
  },
  'unknown keywords': {
    request: ask({ tools: offer(true, { ...parameters, 'x-order': 1 }) }),
    body: called({ days: 1 }),
  },
});
