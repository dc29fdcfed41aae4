import { expect, test } from 'vitest';
import { answerRepeated } from '../../../../../src/core/checks/content/answer-repeated.js';
import { expectValidPasses, expectNoReport, reportsOf, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const TEXT = 'Oslo lies at the end of a fjord.';

expectValidPasses(answerRepeated, ['none', 'repeatsWords']);

expectReports(answerRepeated, {
  'the whole text in the last chunk': {
    request: ask({ stream: true }),
    sse: faithfulEvents(['Oslo lies ', 'at the end of a fjord.', TEXT]),
    reports: ['must repeated chunk 3 /choices/0/delta/content'],
  },
  'twice in a body, the ends of lines included': {
    request: ask(),
    body: textBody(`${TEXT}\n${TEXT}\n`),
    reports: ['must repeated body /choices/0/message/content'],
  },
  'white space before the first alone': {
    request: ask(),
    body: textBody(`\n\n${TEXT}${TEXT}`),
    reports: ['must repeated body /choices/0/message/content'],
  },
});

expectReports(answerRepeated, {
  'a short text that the prompt dictates': {
    testCase: { elicits: 'pong' },
    request: ask(),
    body: textBody('pongpong'),
    reports: ['must repeated body /choices/0/message/content'],
  },
  'a short text in the last chunk': {
    request: ask({ stream: true }),
    sse: faithfulEvents(['po', 'ng', 'pong']),
    reports: ['must repeated chunk 3 /choices/0/delta/content'],
  },
});

expectNoReport(answerRepeated, {
  'a syllable twice': { request: ask({ stream: true }), sse: faithfulEvents(['bon', 'bon']) },
  'a laugh': { request: ask({ stream: true }), sse: faithfulEvents(['ha', 'ha', 'haha']) },
  'short texts': { request: ask(), body: textBody('bye bye') },
  'a model that says it again, a line apart': { request: ask(), body: textBody(`${TEXT}\n\n${TEXT}`) },
  'a text that loops': { request: ask(), body: textBody(`${TEXT} ${TEXT} ${TEXT} ${TEXT}`) },
  'a text that was to come twice': {
    request: ask({ messages: [{ role: 'user', content: `Repeat: ${TEXT} ${TEXT}` }] }),
    body: textBody(`${TEXT} ${TEXT}`),
  },
});

test('answer-repeated does not report bodies if the documents mention only streams', () => {
  const twice = { request: ask(), body: textBody(`${TEXT}\n${TEXT}`) };
  expect(reportsOf(answerRepeated, twice, { form: 'stream' })).toBeNull();
  const streamed = { request: ask({ stream: true }), sse: faithfulEvents([TEXT, TEXT]) };
  expect(reportsOf(answerRepeated, streamed, { form: 'stream' })).toHaveLength(1);
});
