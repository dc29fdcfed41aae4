import { usageSum } from '../../../../../src/core/checks/content/usage-sum.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

expectValidPasses(usageSum, ['text', 'textStream', 'twoChoices']);

expectReports(usageSum, {
  'a total of zero': {
    request: ask(),
    body: textBody('Hi', 'stop', usage(10, 20, { total_tokens: 0 })),
    reports: ['must inconsistent body /usage/total_tokens'],
  },
  'reasoning on top, streamed': {
    request: ask({ stream: true, stream_options: { include_usage: true } }),
    sse: [
      ...faithfulEvents().slice(0, -1),
      chunk({}, null, {
        choices: [],
        ...usage(10, 20, { total_tokens: 35, completion_tokens_details: { reasoning_tokens: 5 } }),
      }),
      'data: [DONE]',
    ],
    reports: ['must inconsistent chunk 4 /usage/total_tokens'],
  },
});

expectNoReport(usageSum, {
  'strings: reported by the schema check': {
    request: ask(),
    body: textBody('Hi', 'stop', { usage: { prompt_tokens: '1', completion_tokens: '2', total_tokens: '9' } }),
  },
});
