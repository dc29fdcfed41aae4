import { hiddenLimit } from '../../../../../src/core/checks/content/hidden-limit.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

const count = (last: number): string => Array.from({ length: last }, (_, n) => `${n + 1}`).join(', ');
const testCase = { elicits: count(270).replaceAll(',', '') };
const answer = (last: number, used: number, finish = 'stop', request: object = ask()) => ({
  testCase,
  request,
  body: textBody(count(last), finish, usage(9, used)),
});

/** A stream without usage, one piece for each number and each comma. */
const streamed = (pieces: number, request: object = {}, text = count(270)) => ({
  testCase,
  request: ask({ stream: true, ...request }),
  sse: faithfulEvents((text.match(/\d+|, /gu) ?? []).slice(0, pieces)),
});

expectValidPasses(hiddenLimit, []);

expectReports(hiddenLimit, {
  'a cut at 512 tokens, as if it had ended by itself': {
    ...answer(256, 512),
    reports: ['should wrong-value body /choices/0/message/content'],
  },
  'a cut at 100 tokens': { ...answer(51, 100), reports: ['should wrong-value body /choices/0/message/content'] },
  'a cut that is admitted': {
    ...answer(60, 120, 'length'),
    reports: ['must wrong-value body /choices/0/finish_reason'],
  },
  'a cut at 50 tokens, after a comma': {
    ...answer(25, 50),
    body: textBody(`${count(25)}, `, 'stop', usage(9, 50)),
    reports: ['should wrong-value body /choices/0/message/content'],
  },
  'a stream that is cut after 128 pieces': {
    ...streamed(128),
    reports: ['should wrong-value chunk 128 /choices/0/delta/content'],
  },
  'a limit that is lowered to 64 tokens': {
    ...answer(32, 64, 'length', ask({ max_tokens: 300 })),
    reports: ['should wrong-value body /choices/0/message/content'],
    reportingChecks: ['hidden-limit'],
  },
  'a limit of streams that is lowered to 64': {
    ...streamed(64, { max_tokens: 300 }),
    reports: ['should wrong-value chunk 64 /choices/0/delta/content'],
  },
});

expectNoReport(hiddenLimit, {
  'the whole text': answer(270, 540),
  'a model that ends early, at no usual number': answer(120, 241),
  'a model that ends at a round number': answer(100, 200),
  'another text': { testCase, request: ask(), body: textBody('I would rather not.', 'stop', usage(9, 64)) },
  'a limit of the request': answer(256, 512, 'stop', ask({ max_tokens: 512 })),
  'a limit of streams that is reached': streamed(128, { max_tokens: 128 }),
  'a stream of another number of pieces': streamed(121),
  'a stream without its last piece': { ...streamed(512), testCase: { elicits: count(257).replaceAll(',', '') } },
  'a stream that leaves out the rest with dots': {
    ...streamed(0),
    sse: faithfulEvents([...(count(63).match(/\d+|, /gu) ?? []), ', ', '…']),
  },
  'a context that is full': answer(260, 1100, 'length'),
});
