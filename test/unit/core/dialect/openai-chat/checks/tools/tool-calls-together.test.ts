import { toolCallsTogether } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-calls-together.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../../support/check.js';
import { completion } from '../../../../../../support/exchange.js';
import { ask, call, callStream, fragments, tools } from '../../../../../../support/faithful.js';

const choices = [
  { index: 0, message: { role: 'assistant', content: 'Let me look.' }, finish_reason: 'tool_calls' },
  { index: 0, message: { role: 'assistant', content: null, tool_calls: [call()] }, finish_reason: 'tool_calls' },
];
const second = {
  ...(callStream(fragments())[1] as object),
  choices: [
    {
      index: 1,
      delta: { tool_calls: [{ ...fragments()[0], id: 'call_2', function: { name: 'get_time', arguments: '{}' } }] },
      finish_reason: 'tool_calls',
    },
  ],
};

expectValidPasses(toolCallsTogether, ['call', 'callStream', 'parallel', 'parallelStream']);

expectReports(toolCallsTogether, {
  'text and call in a choice each': {
    request: ask({ tools }),
    body: completion({}, { choices }),
    reports: ['must unexpected body /choices/1/message/tool_calls/0'],
  },
  'streamed calls in a choice each': {
    request: ask({ tools, stream: true }),
    sse: [...callStream(fragments()).slice(0, -1), second, 'data: [DONE]'],
    reports: ['must unexpected chunk 5 /choices/0/delta/tool_calls/0'],
  },
});

expectNoReport(toolCallsTogether, {
  'an index of choices that counts chunks': {
    request: ask({ tools, stream: true }),
    sse: callStream(fragments()).map((each, n) =>
      typeof each === 'string' ? each : JSON.parse(JSON.stringify(each).replace('[{"index":0', `[{"index":${n}`)),
    ),
  },
  'two requested choices': { request: ask({ tools, n: 2 }), body: completion({}, { choices }) },
});
