import { maxTokens } from '../../../../../src/core/checks/content/max-tokens.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../support/exchange.js';
import { ask, choiceBody, textBody, token, usage } from '../../../../support/faithful.js';

const tooMany = 'must out-of-range body /usage/completion_tokens';

expectValidPasses(maxTokens, ['cut', 'cutStream', 'cutCall', 'cutReasoning', 'twoChoices']);
expectValidPasses(maxTokens, ['cutCall'], { parameter: 'max_completion_tokens' });

expectReports(maxTokens, {
  'one token more': {
    request: ask({ max_tokens: 1 }),
    body: textBody('Sure,', 'length', usage(9, 2)),
    reports: [tooMany],
  },
  'a token where none is allowed': {
    request: ask({ max_tokens: 0 }),
    body: textBody('One', 'length', usage(9, 1)),
    reports: [tooMany],
  },
  'one token more in a stream': {
    request: ask({ max_completion_tokens: 1, stream: true, stream_options: { include_usage: true } }),
    sse: [
      ...faithfulEvents(['Su', 're'], 'length').slice(0, -1),
      chunk({}, null, { choices: [], ...usage(9, 2) }),
      'data: [DONE]',
    ],
    reports: ['must out-of-range chunk 4 /usage/completion_tokens'],
  },
  'no limit at all': {
    request: ask({ max_tokens: 5 }),
    body: textBody('one two three', 'stop', usage(9, 30)),
    reports: [tooMany],
  },
  'more words than tokens, without usage': {
    request: ask({ max_tokens: 2, stream: true }),
    sse: faithfulEvents(['one two three four ', 'five six seven eight']),
    reports: ['must out-of-range chunk 1 /choices/0/delta/content'],
  },
  'more logprobs than tokens': {
    request: ask({ max_tokens: 1, logprobs: true }),
    body: choiceBody(
      {
        message: { role: 'assistant', content: 'Hi ho' },
        finish_reason: 'length',
        logprobs: { content: [token('Hi', []), token(' ho', [])] },
      },
      usage(9, 1),
    ),
    reports: ['must out-of-range body /choices/0/message/content'],
  },
});

expectNoReport(maxTokens, {
  'the other parameter': {
    request: ask({ max_tokens: 1 }),
    body: textBody('Sure,', 'length', usage(9, 2)),
    given: { parameter: 'max_completion_tokens' },
  },
  'an answer that ends before the limit': { request: ask({ max_tokens: 16 }), body: textBody('Hi') },
  'long words of few tokens': { request: ask({ max_tokens: 4 }), body: textBody('a b c d e f', 'length', usage(9, 4)) },
});
