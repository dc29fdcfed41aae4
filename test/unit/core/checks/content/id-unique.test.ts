import { idUnique } from '../../../../../src/core/checks/content/id-unique.js';
import { expectValidPasses, expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const stream = (...ids: readonly string[]) => ({
  request: ask({ stream: true }),
  sse: [
    ...ids.map((id, n) =>
      chunk(n === 0 ? { role: 'assistant', content: 'Hi' } : {}, n === ids.length - 1 ? 'stop' : null, { id }),
    ),
    'data: [DONE]',
  ],
});
const other = { request: ask({ user: 'u' }), body: textBody('Hi') };

expectValidPasses(idUnique, ['text', 'textStream', 'afterHangUp']);

expectReports(idUnique, {
  'a counter': { ...stream('3', '3', '3'), reports: ['must wrong-value chunk 0 /id'] },
  'an empty string': { ...stream('', '', ''), reports: ['must wrong-value chunk 0 /id'] },
  'the word null': {
    request: ask(),
    body: textBody('Hi', 'stop', { id: 'null' }),
    reports: ['must wrong-value body /id'],
  },
  'a request that is repeated word for word': {
    request: ask(),
    body: textBody('Hi'),
    earlier: [{ request: ask(), body: textBody('Hi') }],
    reports: ['note repeated body /id'],
  },
  'one id for two requests': {
    request: ask(),
    body: textBody('Hi'),
    earlier: [other],
    reports: ['must repeated body /id'],
  },
});

expectNoReport(idUnique, {
  'an id that changes: reported by the check of constant fields': stream('', 'a', 'b'),
  'a number: reported by the schema check': { request: ask(), body: textBody('Hi', 'stop', { id: 3 }) },
});
