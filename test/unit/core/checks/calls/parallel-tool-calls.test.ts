import { parallelToolCalls } from '../../../../../src/core/checks/calls/parallel-tool-calls.js';
import { expectValidPasses, expectReports } from '../../../../support/check.js';
import { ask, call, callBody, callStream, fragments, tools } from '../../../../support/faithful.js';

expectValidPasses(parallelToolCalls, ['single', 'singleStream']);

expectReports(parallelToolCalls, {
  'two calls': {
    request: ask({ tools, parallel_tool_calls: false }),
    body: callBody([call(), call('{"city":"Rome"}', { id: 'call_2' })]),
    reports: ['must ignored body /choices/0/message/tool_calls/1'],
  },
  'two streamed calls': {
    request: ask({ tools, parallel_tool_calls: false, stream: true }),
    sse: callStream([...fragments(), ...fragments(1, 'call_2')]),
    reports: ['must ignored chunk 4 /choices/0/delta/tool_calls/0'],
  },
});
