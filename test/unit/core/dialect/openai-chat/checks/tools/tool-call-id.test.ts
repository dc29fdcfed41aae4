import { toolCallId } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-call-id.js';
import { expectValidPasses, expectReports } from '../../../../../../support/check.js';
import { ask, call, callBody, callStream, fragments, tools } from '../../../../../../support/faithful.js';

const request = ask({ tools });
const streamed = ask({ tools, stream: true });
const repeated = fragments().map((fragment) => ({ ...fragment, id: 'call_1', type: 'function' }));

expectValidPasses(toolCallId, ['call', 'callStream', 'parallel', 'parallelStream']);

expectReports(toolCallId, {
  'an empty id in a body': {
    request,
    body: callBody([call(undefined, { id: '' })]),
    reports: ['must wrong-value body /choices/0/message/tool_calls/0/id'],
  },
  'no id in a body': {
    request,
    body: callBody([call(undefined, { id: undefined })]),
    reports: ['must missing-field body /choices/0/message/tool_calls/0/id'],
  },
  'one id for two calls of a body': {
    request,
    body: callBody([call(), call('{"city":"Rome"}')]),
    reports: ['must repeated body /choices/0/message/tool_calls/1/id'],
  },
  'one id for two streamed calls': {
    request: streamed,
    sse: callStream([...fragments(0), ...fragments(1)]),
    reports: ['must repeated chunk 4 /choices/0/delta/tool_calls/0/id'],
  },
  'the id of a call in an earlier answer': {
    request,
    body: callBody([call()], 'tool_calls', { id: 'chatcmpl-2' }),
    earlier: [{ request: streamed, sse: callStream(fragments()) }],
    reports: ['note repeated body /choices/0/message/tool_calls/0/id'],
  },
  'an empty id in a stream': {
    request: streamed,
    sse: callStream(fragments(0, '')),
    reports: ['must wrong-value chunk 1 /choices/0/delta/tool_calls/0/id'],
  },
  'another id in each fragment': {
    request: streamed,
    sse: callStream(fragments().map((fragment, n) => ({ ...fragment, id: `call_${n}` }))),
    reports: ['must inconsistent chunk 2 /choices/0/delta/tool_calls/0/id'],
  },
  'the id in every fragment': {
    request: streamed,
    sse: callStream(repeated),
    reports: ['note unusual-form chunk 2 /choices/0/delta/tool_calls/0/id'],
  },
});
