import { decodedOnce } from '../../../../../src/core/checks/content/decoded-once.js';
import { leavesAlone, spares, trips } from '../../../../support/check.js';
import { faithfulEvents } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const asking = (content: string, more: object = {}) => ask({ messages: [{ role: 'user', content }], ...more });
const read = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

leavesAlone(decodedOnce, []);

trips(decodedOnce, {
  'UTF-8 read as Latin-1': {
    request: asking('Reply with exactly: Grüße, café'),
    body: textBody(read('Grüße, café')),
    tells: ['must malformed-utf8 body /choices/0/message/content'],
  },
  'the same, streamed': {
    request: asking('Reply with exactly: 你好', { stream: true }),
    sse: faithfulEvents([read('你'), read('好')]),
    tells: ['must malformed-utf8 chunk 1 /choices/0/delta/content'],
  },
});

spares(decodedOnce, {
  'characters as they were asked for': { request: asking('Say Grüße, café'), body: textBody('Grüße, café') },
  'characters left out': { request: asking('Say Grüße, café'), body: textBody('Gruesse, cafe, naïve') },
  'a text about it': { request: asking('What is “Ã¼” for ü and “Ã©” for é?'), body: textBody('“Ã¼” is misread.') },
});
