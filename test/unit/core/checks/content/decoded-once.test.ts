import { decodedOnce } from '../../../../../src/core/checks/content/decoded-once.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const requestWith = (content: string, more: object = {}) => ask({ messages: [{ role: 'user', content }], ...more });
const read = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

expectValidPasses(decodedOnce, []);

expectReports(decodedOnce, {
  'UTF-8 read as Latin-1': {
    request: requestWith('Reply with exactly: Grüße, café'),
    body: textBody(read('Grüße, café')),
    reports: ['must malformed-utf8 body /choices/0/message/content'],
  },
  'the same, streamed': {
    request: requestWith('Reply with exactly: 你好', { stream: true }),
    sse: faithfulEvents([read('你'), read('好')]),
    reports: ['must malformed-utf8 chunk 1 /choices/0/delta/content'],
  },
});

expectNoReport(decodedOnce, {
  'the requested characters': { request: requestWith('Say Grüße, café'), body: textBody('Grüße, café') },
  'characters left out': { request: requestWith('Say Grüße, café'), body: textBody('Gruesse, cafe, naïve') },
  'a text about it': { request: requestWith('What is “Ã¼” for ü and “Ã©” for é?'), body: textBody('“Ã¼” is misread.') },
});
