import { usagePlausible } from '../../../../../src/core/checks/content/usage-plausible.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk, completion, faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody, tools, usage } from '../../../../support/faithful.js';

const body = (...given: Parameters<typeof usage>) => ({
  request: ask(),
  body: textBody('Hello', 'stop', usage(...given)),
});

expectValidPasses(usagePlausible, ['text', 'textStream', 'cut', 'cutCall', 'cutReasoning', 'twoChoices']);

expectReports(usagePlausible, {
  'all zero': { ...body(0, 0), reports: ['must wrong-value body /usage'] },
  'no tokens for an answer, streamed': {
    request: ask({ stream: true, stream_options: { include_usage: true } }),
    sse: [...faithfulEvents().slice(0, -1), chunk({}, null, { choices: [], ...usage(9, 0) }), 'data: [DONE]'],
    reports: ['must wrong-value chunk 4 /usage/completion_tokens'],
  },
  'no tokens for the prompt': { ...body(0, 2), reports: ['must wrong-value body /usage/prompt_tokens'] },
  'no tokens for the prompt, under the claim on them': {
    ...body(0, 2),
    given: { of: 'prompt_tokens' },
    reports: ['must wrong-value body /usage/prompt_tokens'],
  },
  'a prompt of 2,000 tokens that the request does not contain': {
    ...body(2009, 2),
    reports: ['should out-of-range body /usage/prompt_tokens'],
  },
  'such a prompt in a request with tools': {
    ...body(2009, 2),
    request: ask({ tools }),
    reports: ['should out-of-range body /usage/prompt_tokens'],
  },
  'such a prompt in a capture': {
    ...body(2009, 2),
    testCase: { origin: 'captured' },
    reports: ['note out-of-range body /usage/prompt_tokens'],
  },
  'a negative count': { ...body(9, -1), reports: ['must out-of-range body /usage/completion_tokens'] },
  'more reasoning than completion': {
    ...body(21, 0, { total_tokens: 81, completion_tokens_details: { reasoning_tokens: 60 } }),
    reports: ['must inconsistent body /usage/completion_tokens_details/reasoning_tokens'],
  },
  'more cached than prompted': {
    ...body(9, 2, { prompt_tokens_details: { cached_tokens: 10 } }),
    reports: ['must inconsistent body /usage/prompt_tokens_details/cached_tokens'],
  },
  'one token less than the limit that cut it': {
    request: ask({ max_tokens: 4 }),
    body: textBody('one two three four', 'length', usage(9, 3)),
    reports: ['note inconsistent body /usage/completion_tokens'],
  },
  'one token of a hundred less than the limit': {
    request: ask({ max_tokens: 100 }),
    body: textBody('one two three four', 'length', usage(9, 99)),
    reports: ['note inconsistent body /usage/completion_tokens'],
  },
  'half of the tokens of the limit that cut it': {
    request: ask({ max_tokens: 8 }),
    body: textBody('one two three four', 'length', usage(9, 4)),
    reports: ['must inconsistent body /usage/completion_tokens'],
  },
});

const words = 'one two three four five six seven eight nine ten';

expectReports(usagePlausible, {
  'fewer tokens than half of the words': {
    request: ask(),
    body: textBody(words, 'stop', usage(9, 3)),
    reports: ['must inconsistent body /usage/completion_tokens'],
  },
  'fewer tokens than words': {
    request: ask(),
    body: textBody(words, 'stop', usage(9, 6)),
    reports: ['should inconsistent body /usage/completion_tokens'],
  },
});

expectNoReport(usagePlausible, {
  'as many tokens as words': { request: ask(), body: textBody(words, 'stop', usage(9, 10)) },
  'words that a tokenizer may join': { request: ask(), body: textBody(words, 'stop', usage(9, 8)) },
});

expectReports(usagePlausible, {
  'the tokens of one choice of two': {
    request: ask({ n: 2 }),
    body: completion(
      {},
      {
        choices: ['Hello there, this is a model.', 'The weather in Paris is sunny.'].map((content, index) => ({
          index,
          message: { role: 'assistant', content },
          finish_reason: 'stop',
        })),
        ...usage(9, 8),
      },
    ),
    reports: ['must inconsistent body /usage/completion_tokens'],
  },
});

expectNoReport(usagePlausible, {
  'a chat template with instructions for tools': { ...body(1300, 2), request: ask({ tools }) },
  'fewer tokens than a limit that was not reached': { request: ask({ max_tokens: 16 }), body: textBody('Hi') },
  'a large limit: the context may have ended first': {
    request: ask({ max_tokens: 4096 }),
    body: textBody('Hi', 'length', usage(9, 100)),
  },
  'no tokens for no answer': { request: ask(), body: textBody('', 'content_filter', usage(9, 0)) },
});

expectNoReport(usagePlausible, {
  'a member of usage that the claim does not cover': { ...body(0, 2), given: { of: 'completion_tokens' } },
});
