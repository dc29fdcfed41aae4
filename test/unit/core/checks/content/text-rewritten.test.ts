import { textAltered } from '../../../../../src/core/checks/content/text-altered.js';
import { expectNoReport, expectReports } from '../../../../support/check.js';
import { chunk } from '../../../../support/exchange.js';
import { ask, textBody } from '../../../../support/faithful.js';

const MAILS = ['ada@example.org & silk', 'moss\nto eve@example.org', '**owl** owl@example.org'];
const BOLD = ['a **fox**', '**owl** & ivy', 'red **hen**'];
const dictated = [...MAILS, ...BOLD].map((text, n) => ({ case: `basic/${n}`, text }));

let ids = 0;
const id = () => `chatcmpl-${(ids += 1)}`;
const prompt = (text: string, more: object = {}) =>
  ask({ messages: [{ role: 'user', content: `Reply with exactly: ${text}` }], ...more });
const body = (texts: readonly string[], n: number, edit = (text: string) => text) => {
  const text = texts[n] ?? '';
  return { dictated, request: prompt(text), body: textBody(edit(text), 'stop', { id: id() }) };
};
const stream = (texts: readonly string[], n: number, edit = (text: string) => text) => {
  const text = texts[n] ?? '';
  const own = { id: id() };
  return {
    dictated,
    request: prompt(text, { stream: true }),
    sse: [chunk({ role: 'assistant', content: edit(text) }, null, own), chunk({}, 'stop', own), 'data: [DONE]'],
  };
};

const as = (mask: string) => (text: string) => text.replace(/\w+@example\.org/u, () => mask);
const masked = as('[REDACTED]');
const plain = (text: string) => text.replaceAll('**', '');
const reports = ['must wrong-value body /choices/0/message/content'];

expectReports(textAltered, {
  'addresses that are replaced in three texts': {
    ...body(MAILS, 0, masked),
    earlier: [body(MAILS, 1, masked), stream(MAILS, 2, masked)],
    reports,
  },
  'addresses that are replaced by numbered names in streams alone': {
    ...stream(MAILS, 0, as('<EMAIL_ADDRESS_1>')),
    earlier: [stream(MAILS, 1, as('<EMAIL_ADDRESS_2>')), body(MAILS, 2)],
    reports: ['must wrong-value chunk 0 /choices/0/delta/content'],
  },
  'addresses with a hidden part': {
    ...body(MAILS, 0, as('a**@example.org')),
    earlier: [body(MAILS, 1, as('e**@example.org')), body(MAILS, 2, as('o**@example.org'))],
    reports,
  },
  'bold text without its marks in three texts': {
    ...body(BOLD, 0, plain),
    earlier: [body(BOLD, 1, plain), body(BOLD, 2, plain)],
    reports,
  },
});

const PAGE = as('[email protected]');

expectNoReport(textAltered, {
  'addresses as a model writes them that has read pages of a proxy': {
    ...body(MAILS, 0, PAGE),
    earlier: [body(MAILS, 1, PAGE), body(MAILS, 2, PAGE)],
  },
  'addresses that are replaced in two of three texts': {
    ...body(MAILS, 0, masked),
    earlier: [body(MAILS, 1), body(MAILS, 2, masked)],
  },
  'another address': {
    ...body(MAILS, 0, as('me@example.org')),
    earlier: [body(MAILS, 1, as('me@example.org')), body(MAILS, 2, as('me@example.org'))],
  },
  'bold text without its marks in two texts, which a model may prefer': {
    ...body(BOLD, 0, plain),
    earlier: [body(BOLD, 1, plain)],
  },
});
