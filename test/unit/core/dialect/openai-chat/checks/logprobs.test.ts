import { logprobs } from '../../../../../../src/core/dialect/openai-chat/checks/content/logprobs.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../../support/check.js';
import { chunk, faithfulEvents } from '../../../../../support/exchange.js';
import { ask, choiceBody, textBody, token } from '../../../../../support/faithful.js';

const request = ask({ logprobs: true, top_logprobs: 1 });
const at = 'body /choices/0/logprobs';
const body = (content: string, entries: readonly object[]) =>
  choiceBody({ message: { role: 'assistant', content }, logprobs: { content: entries } });

/** A stream of nine chunks that are alike, but that the log probabilities of the sixth are others. */
const row = (logprobsOfSixth: object | null) => ({
  request: { ...request, stream: true },
  sse: [
    ...Array.from({ length: 9 }, (_, n) => {
      const spelled = n === 5 ? logprobsOfSixth : { content: [token(` w${n}`)] };
      const choice = { index: 0, delta: { content: ` w${n}` }, logprobs: spelled, finish_reason: null };
      return chunk({}, null, { choices: [choice] });
    }),
    chunk({}, 'stop'),
    'data: [DONE]',
  ],
});
const sixth = 'chunk 5 /choices/0/logprobs/content/0';

expectValidPasses(logprobs, ['logprobs', 'logprobsStream', 'splitCharacter']);

expectReports(logprobs, {
  'none, though requested': { request, body: textBody('Hi'), reports: [`must ignored ${at}`] },
  'none in a stream, though requested': {
    request: { ...request, stream: true },
    sse: faithfulEvents(),
    reports: ['must ignored stream'],
  },
  'the form of the older endpoint': {
    request,
    body: choiceBody({
      message: { role: 'assistant', content: 'Hi' },
      logprobs: { tokens: ['Hi'], token_logprobs: [-0.1] },
    }),
    reports: [`must missing-field ${at}/content`],
  },
  'an empty list': { request, body: body('Hi', []), reports: [`must missing-field ${at}/content`] },
  'tokens of another text': {
    request,
    body: body('Hi ho', [token('Hi')]),
    reports: [`must inconsistent ${at}/content/0`],
  },
  'bytes of another token': {
    request,
    body: body('Hi', [{ ...token('Hi'), bytes: [72] }]),
    reports: [`must inconsistent ${at}/content/0/bytes`],
  },
  'raw pieces of the vocabulary': {
    request,
    body: body('Hi ho', [token('Hi'), token('Ġho')]),
    reports: [`must wrong-value ${at}/content/1/token`, `must wrong-value ${at}/content/1/top_logprobs/0/token`],
  },
  'a raw piece among the alternatives, streamed': {
    request: { ...request, stream: true },
    sse: [
      {
        ...chunk({}),
        choices: [
          {
            index: 0,
            delta: { role: 'assistant', content: 'Hi' },
            logprobs: { content: [token('Hi', ['Ġho'])] },
            finish_reason: null,
          },
        ],
      },
      chunk({}, 'stop'),
      'data: [DONE]',
    ],
    reports: ['must wrong-value chunk 0 /choices/0/logprobs/content/0/top_logprobs/0/token'],
  },
  'a probability above one': {
    request,
    body: body('Hi', [{ ...token('Hi'), logprob: 0.5 }]),
    reports: [`must out-of-range ${at}/content/0/logprob`],
  },
  'a probability above one among chunks that are alike': {
    ...row({ content: [{ ...token(' w5'), logprob: 0.5 }] }),
    reports: [`must out-of-range ${sixth}/logprob`],
  },
  'bytes of another token among chunks that are alike': {
    ...row({ content: [{ ...token(' w5'), bytes: [32, 119, 54] }] }),
    reports: [`must inconsistent ${sixth}/bytes`],
  },
  'a token of another text among chunks that are alike': {
    ...row({ content: [token(' w6')] }),
    reports: ['must inconsistent chunk 0 /choices/0/logprobs/content/0'],
  },
  'a token too few among chunks that are alike': {
    ...row(null),
    reports: ['must inconsistent chunk 0 /choices/0/logprobs/content/0'],
  },
  'some, though not requested': {
    request: ask(),
    body: body('Hi', [token('Hi')]),
    reports: [`must unexpected ${at}/content/0`],
  },
});

expectNoReport(logprobs, {
  'chunks that are alike': row({ content: [token(' w5')] }),
  'a token that is no text by itself among them': row({ content: [{ ...token('\\x20w5'), bytes: [32, 119, 53] }] }),
  'an end-of-text token behind the text': { request, body: body('Hi', [token('Hi'), token('<|im_end|>')]) },
  'white space that was trimmed': { request, body: body('Hi', [token(' Hi')]) },
  'a stop sequence that was cut off': {
    request: { ...request, stop: 'ho' },
    body: body('Hi', [token('Hi'), token(' ho')]),
  },
  'bytes that are null': { request, body: body('Hi', [{ ...token('Hi'), bytes: null }]) },
  'no text': { request, body: choiceBody({ message: { role: 'assistant', content: null } }) },
});
