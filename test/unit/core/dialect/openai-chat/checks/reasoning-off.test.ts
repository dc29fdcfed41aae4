import { reasoningOff } from '../../../../../../src/core/dialect/openai-chat/checks/content/reasoning-off.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { chunk } from '../../../../../support/exchange.js';
import { ask, choiceBody, textBody, usage } from '../../../../../support/faithful.js';

const request = ask({ reasoning_effort: 'none' });

expectValidPasses(reasoningOff, ['noThinking', 'noThinkingStream']);

expectReports(reasoningOff, {
  'reasoning in a body': {
    request,
    body: choiceBody({ message: { role: 'assistant', content: 'Hi', reasoning_content: 'Hm' } }),
    reports: ['must ignored body /choices/0/message/reasoning_content'],
  },
  'reasoning in a stream': {
    request: { ...request, stream: true },
    sse: [chunk({ role: 'assistant', reasoning: 'Hm' }), chunk({ content: 'Hi' }), chunk({}, 'stop'), 'data: [DONE]'],
    reports: ['must ignored chunk 0 /choices/0/delta/reasoning'],
  },
  'think tags': {
    request,
    body: textBody('<think>Hm</think>Hi'),
    reports: ['must ignored body /choices/0/message/content'],
  },
  'empty think tags': {
    request,
    body: textBody('<think>\n</think>Hi'),
    reports: ['note ignored body /choices/0/message/content'],
    reportingChecks: ['special-tokens'],
  },
  'tokens of reasoning': {
    request,
    body: textBody('Hi', 'stop', usage(9, 8, { completion_tokens_details: { reasoning_tokens: 6 } })),
    reports: ['must ignored body /usage/completion_tokens_details/reasoning_tokens'],
  },
});

expectNoReport(reasoningOff, {
  'reasoning that the request leaves on': {
    request: ask({ reasoning_effort: 'low' }),
    body: choiceBody({ message: { role: 'assistant', content: 'Hi', reasoning_content: 'Hm' } }),
  },
});
