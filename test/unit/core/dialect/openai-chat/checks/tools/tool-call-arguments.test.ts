import { wordsOf } from '../../../../../../../src/core/dialect/messages.js';
import { toolCallArguments } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-call-arguments.js';
import { expect, test } from 'vitest';
import { expectValidPasses, expectNoReport, expectReports, inputOf } from '../../../../../../support/check.js';
import { chunk } from '../../../../../../support/exchange.js';
import { makeClaim } from '../../../../../../support/spec.js';
import { ask, call, callBody, callStream, fragments, tools, usage } from '../../../../../../support/faithful.js';

const request = ask({ tools });
const streamed = ask({ tools, stream: true });
const OSLO = '{"city":"Oslo"}';
const stream = (...args: readonly string[]) => ({
  request: streamed,
  sse: callStream(fragments(0, 'call_1', 'get_weather', args)),
});
const at = (n: number) => `chunk ${n} /choices/0/delta/tool_calls/0/function/arguments`;
const inBody = 'body /choices/0/message/tool_calls/0/function/arguments';
const time = (args: unknown) => ({ id: 'a', type: 'function', function: { name: 'get_time', arguments: args } });

expectValidPasses(toolCallArguments, ['call', 'callStream', 'parallel', 'parallelStream']);

expectReports(toolCallArguments, {
  'two objects in a row': { ...stream('{"city":', '"Oslo"}', OSLO), reports: [`must malformed-json ${at(4)}`] },
  'the last brace is missing': { ...stream('{"city":', '"Oslo"'), reports: [`must malformed-json ${at(3)}`] },
  'the start is missing': { ...stream('ity":', '"Oslo"}'), reports: [`must malformed-json ${at(2)}`] },
  'cumulative fragments': { ...stream('{"city":"Os', OSLO), reports: [`must malformed-json ${at(3)}`] },
  'encoded twice': { ...stream(JSON.stringify(OSLO)), reports: [`must wrong-value ${at(2)}`] },
  'three times in a body': {
    request,
    body: callBody([call(OSLO.repeat(3))]),
    reports: [`must malformed-json ${inBody}`],
  },
  null: { request, body: callBody([time(null)]), reports: [`must wrong-type ${inBody}`] },
  'an object in place of a string': {
    request,
    body: callBody([call({ city: 'Oslo' })]),
    reports: [`must wrong-type ${inBody}`],
  },
  'an array': { request, body: callBody([call('["Oslo"]')]), reports: [`must wrong-value ${inBody}`] },
  'empty, though an argument is required': {
    request,
    body: callBody([call('')]),
    reports: [`must malformed-json ${inBody}`],
  },
  'empty, where none is required': { request, body: callBody([time('')]), reports: [`note unusual-form ${inBody}`] },
});

expectNoReport(toolCallArguments, {
  'a call of a custom tool': {
    request,
    body: callBody([{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'SELECT 1;' } }]),
  },
  'a call that was cut': { request, body: callBody([call('{"ci')], 'length') },
  'a call that was cut, in a stream that finishes twice': {
    request: streamed,
    sse: [...callStream(fragments(0, 'call_1', 'get_weather', ['{"ci']), 'length').slice(0, -1), chunk({}, 'stop')],
  },
  'a stream that never finished': { request: streamed, sse: callStream(fragments()).slice(0, 3) },
  'braces and quotes inside of strings': stream('{"city":"}{\\"', '"}'),
  'usage at the limit': { request: ask({ tools, max_tokens: 8 }), body: callBody([call()], 'tool_calls', usage(9, 8)) },
});

test.each([
  ["{'city': 'Oslo'}", 'an object that is no JSON'],
  ['{"city":"Oslo"}{"city":"Rome"}', 'more after the first object'],
  ['{"city":"Os', 'an object that never ends'],
  ['city: Oslo', 'no object at the start'],
])('tool-call-arguments says of %s that it is %s', (args, how) => {
  const input = inputOf({ request, body: callBody([call(args)]) });
  const claim = makeClaim('acme.arguments');
  const binding = { claim, claims: [claim], with: {} };
  expect([...toolCallArguments.judge(input, binding)].map((mismatch) => wordsOf(mismatch).actual)).toEqual([
    expect.stringContaining(how),
  ]);
});
