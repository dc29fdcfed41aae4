import { toolCallOpening } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-call-opening.js';
import { expectValidPasses, expectReports } from '../../../../../../support/check.js';
import { ask, callStream, fragments, tools } from '../../../../../../support/faithful.js';

const request = ask({ tools, stream: true });
const opening = {
  index: 0,
  id: 'call_1',
  type: 'function',
  function: { name: 'get_weather', arguments: '{"city":"Oslo"}' },
};
const { id: _id, ...withoutId } = opening;
const { type: _type, ...withoutType } = opening;
const { index: _index, ...withoutIndex } = opening;

expectValidPasses(toolCallOpening, ['callStream', 'parallelStream', 'namedStream']);

expectReports(toolCallOpening, {
  'no id': {
    request,
    sse: callStream([withoutId]),
    reports: ['must missing-field chunk 1 /choices/0/delta/tool_calls/0/id'],
  },
  'no type': {
    request,
    sse: callStream([withoutType]),
    reports: ['must missing-field chunk 1 /choices/0/delta/tool_calls/0/type'],
  },
  'no index': {
    request,
    sse: callStream([withoutIndex]),
    reports: ['must missing-field chunk 1 /choices/0/delta/tool_calls/0/index'],
  },
  'an empty name before the name': {
    request,
    sse: callStream([
      { ...opening, function: { name: '', arguments: '' } },
      { index: 0, function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } },
    ]),
    reports: ['must missing-field chunk 1 /choices/0/delta/tool_calls/0/function/name'],
  },
  'the name in the second fragment': {
    request,
    sse: callStream([
      { index: 0, id: 'call_1', type: 'function', function: {} },
      ...fragments().slice(1),
      { index: 0, function: { name: 'get_weather' } },
    ]),
    reports: ['must missing-field chunk 1 /choices/0/delta/tool_calls/0/function/name'],
  },
});
