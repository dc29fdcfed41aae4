import { topLogprobs } from '../../../../../../src/core/dialect/openai-chat/checks/content/top-logprobs.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { chunk } from '../../../../../support/exchange.js';
import { ask, choiceBody, token } from '../../../../../support/faithful.js';

const at = 'body /choices/0/logprobs/content';
const body = (...entries: readonly object[]) =>
  choiceBody({ message: { role: 'assistant', content: 'Hi ho' }, logprobs: { content: entries } });

expectValidPasses(topLogprobs, ['logprobs', 'logprobsStream', 'splitCharacter']);

expectReports(topLogprobs, {
  'none for any token': {
    request: ask({ logprobs: true, top_logprobs: 2 }),
    body: body(token('Hi', []), token(' ho', [])),
    reports: [`must ignored ${at}/0/top_logprobs`],
  },
  'more than requested': {
    request: ask({ logprobs: true, top_logprobs: 1 }),
    body: body(token('Hi', ['Hi', 'Ha', 'Ho']), token(' ho')),
    reports: [`must unexpected ${at}/0/top_logprobs`],
  },
  'some, though not requested, streamed': {
    request: ask({ logprobs: true, stream: true }),
    sse: [
      {
        ...chunk({}),
        choices: [
          {
            index: 0,
            delta: { role: 'assistant', content: 'Hi' },
            logprobs: { content: [token('Hi')] },
            finish_reason: null,
          },
        ],
      },
      chunk({}, 'stop'),
      'data: [DONE]',
    ],
    reports: ['must unexpected chunk 0 /choices/0/logprobs/content/0/top_logprobs'],
  },
  'one list for three tokens': {
    request: ask({ logprobs: true, top_logprobs: 1 }),
    body: choiceBody({
      message: { role: 'assistant', content: 'Hi ho ha' },
      logprobs: { content: [token('Hi'), token(' ho', ['Hi']), token(' ha', ['Hi'])] },
    }),
    reports: [`must inconsistent ${at}/0/top_logprobs`],
  },
  null: {
    request: ask({ logprobs: true }),
    body: body({ ...token('Hi'), top_logprobs: null }, token(' ho', [])),
    reports: [`must wrong-type ${at}/0/top_logprobs`],
  },
  'the chosen token on top': {
    request: ask({ logprobs: true, top_logprobs: 1 }),
    body: body(token('Hi', ['Ha', 'Hi']), token(' ho')),
    reports: [`note unexpected ${at}/0/top_logprobs`],
  },
});

expectNoReport(topLogprobs, {
  'one list for the same token three times': {
    request: ask({ logprobs: true, top_logprobs: 1 }),
    body: choiceBody({
      message: { role: 'assistant', content: ' ho ho ho' },
      logprobs: { content: [token(' ho'), token(' ho'), token(' ho')] },
    }),
  },
  'fewer for one token': {
    request: ask({ logprobs: true, top_logprobs: 2 }),
    body: body(token('Hi', ['Hi', 'Ha']), token(' ho', [])),
  },
});
