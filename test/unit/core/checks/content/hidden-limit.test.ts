import { hiddenLimit } from '../../../../../src/core/checks/content/hidden-limit.js';
import { expectNoReport, expectReports, expectValidPasses } from '../../../../support/check.js';
import { ask, textBody, usage } from '../../../../support/faithful.js';

const count = (last: number): string => Array.from({ length: last }, (_, n) => `${n + 1}`).join(', ');
const testCase = { elicits: count(270).replaceAll(',', '') };
const answer = (last: number, used: number, finish = 'stop', request: object = ask()) => ({
  testCase,
  request,
  body: textBody(count(last), finish, usage(9, used)),
});

expectValidPasses(hiddenLimit, []);

expectReports(hiddenLimit, {
  'a cut at 512 tokens, as if it had ended by itself': {
    ...answer(256, 512),
    reports: ['must wrong-value body /choices/0/message/content'],
  },
  'a cut at 100 tokens': { ...answer(51, 100), reports: ['must wrong-value body /choices/0/message/content'] },
  'a cut that is admitted': {
    ...answer(60, 120, 'length'),
    reports: ['must wrong-value body /choices/0/finish_reason'],
  },
});

expectNoReport(hiddenLimit, {
  'the whole text': answer(270, 540),
  'a model that ends early, at no usual number': answer(120, 241),
  'a model that ends at a round number': answer(100, 200),
  'another text': { testCase, request: ask(), body: textBody('I would rather not.', 'stop', usage(9, 64)) },
  'a limit of the request': answer(256, 512, 'stop', ask({ max_tokens: 512 })),
  'a context that is full': answer(260, 1100, 'length'),
});
