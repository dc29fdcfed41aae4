import { toolCallsEmpty } from '../../../../../../../src/core/dialect/openai-chat/checks/tools/tool-calls-empty.js';
import { expectValidPasses, expectReports } from '../../../../../../support/check.js';
import { chunk } from '../../../../../../support/exchange.js';
import { ask, choiceBody } from '../../../../../../support/faithful.js';

expectValidPasses(toolCallsEmpty, ['text', 'textStream', 'call', 'callStream']);

expectReports(toolCallsEmpty, {
  'in a body': {
    request: ask(),
    body: choiceBody({ message: { role: 'assistant', content: 'Hi', tool_calls: [] } }),
    reports: ['must wrong-value body /choices/0/message/tool_calls'],
  },
  'in every delta': {
    request: ask({ stream: true }),
    sse: [
      chunk({ role: 'assistant', content: 'H', tool_calls: [] }),
      chunk({ content: 'i', tool_calls: [] }),
      chunk({}, 'stop'),
      'data: [DONE]',
    ],
    reports: [
      'must wrong-value chunk 0 /choices/0/delta/tool_calls',
      'must wrong-value chunk 1 /choices/0/delta/tool_calls',
    ],
  },
});
