import { toolCallIndex } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-call-index.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../../support/check.js';
import { ask, callStream, fragments, tools } from '../../../../../../support/faithful.js';

const request = ask({ tools, stream: true });
const complete = (index: number, id: string | undefined, name: string, args: string) => ({
  index,
  ...(id ? { id } : {}),
  type: 'function',
  function: { name, arguments: args },
});

expectValidPasses(toolCallIndex, ['callStream', 'parallelStream']);

expectReports(toolCallIndex, {
  'a fragment with index -1': {
    request,
    sse: callStream([...fragments(), { index: -1, type: 'function', function: { arguments: '' } }]),
    reports: ['must wrong-value chunk 4 /choices/0/delta/tool_calls/0/index'],
  },
  'two calls on index 0': {
    request,
    sse: callStream([complete(0, 'a', 'get_weather', '{"city":"Oslo"}'), complete(0, 'b', 'get_time', '{}')]),
    reports: ['must inconsistent chunk 2 /choices/0/delta/tool_calls/0/index'],
  },
  'two calls on index 0, the first in fragments': {
    request,
    sse: callStream([...fragments(0, 'a'), complete(0, 'b', 'get_weather', '{"city":"Rome"}')]),
    reports: ['must inconsistent chunk 4 /choices/0/delta/tool_calls/0/index'],
  },
  'two calls without ids on index 0': {
    request,
    sse: callStream([
      complete(0, undefined, 'get_weather', '{"city":"Oslo"}'),
      complete(0, undefined, 'get_time', '{}'),
    ]),
    reports: ['must inconsistent chunk 2 /choices/0/delta/tool_calls/0/index'],
    reportingChecks: ['tool-call-opening', 'tool-call-index'],
  },
  'the first call has index 1': {
    request,
    sse: callStream(fragments(1)),
    reports: ['must wrong-value chunk 1 /choices/0/delta/tool_calls/0/index'],
  },
  'an index is left out': {
    request,
    sse: callStream([...fragments(0, 'a'), ...fragments(2, 'b')]),
    reports: ['must wrong-value chunk 4 /choices/0/delta/tool_calls/0/index'],
  },
});

expectNoReport(toolCallIndex, {
  'calls whose fragments take turns': {
    request,
    sse: callStream(
      [fragments(0, 'a')[0], fragments(1, 'b')[0], fragments(0)[1], fragments(1)[1]].flatMap((each) => each ?? []),
    ),
  },
  'an id that changes in mid-call': {
    request,
    sse: callStream([...fragments(0, 'a').slice(0, 2), { index: 0, id: 'b', function: { arguments: '1}' } }]),
  },
});
