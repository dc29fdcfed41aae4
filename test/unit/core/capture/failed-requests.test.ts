import { expect, test } from 'vitest';
import { capturedCase } from '../../../../src/core/capture/captured-case.js';
import { contextOf } from '../../../../src/core/capture/capture-context.js';
import { type ExchangeParts, makeExchange } from '../../../support/exchange.js';
import { specOf } from '../../../support/specs-and-suites.js';

const requestFor = (model: string, more: ExchangeParts = {}, text = 'Hi'): ExchangeParts => ({
  request: { model, messages: [{ role: 'user', content: text }] },
  ...more,
});
const failed = { status: 500 };
const listing = (...ids: readonly string[]): ExchangeParts => ({
  method: 'GET',
  url: 'http://127.0.0.1:8080/v1/models',
  request: '',
  body: { object: 'list', data: ids.map((id) => ({ id })) },
});

/** What the documents expect of the first of some captured exchanges. */
function expects(...parts: readonly ExchangeParts[]): string {
  const exchanges = parts.map((each) => makeExchange({ case: 'entry-1', ...each }));
  const [first] = exchanges;
  if (first === undefined) throw new Error('no exchange');
  const made = capturedCase(first, 1, specOf('openai'), contextOf(exchanges));
  if ('needs' in made) throw new Error(made.needs);
  return made.case.expects;
}

test('a request that failed for a model that never answered may be refused, where another model answered', () => {
  expect(expects(requestFor('none', failed), requestFor('small'))).toBe('either');
  expect(expects(requestFor('none', failed), requestFor('small'), requestFor('none', failed))).toBe('either');
});

test('a request that failed for a model that answers was to be accepted', () => {
  expect(expects(requestFor('small', failed), requestFor('small'), requestFor('large'))).toBe('accepted');
  expect(expects(requestFor('large', failed), requestFor('small'), listing('small', 'large'))).toBe('accepted');
});

test('without another model, and at another endpoint, nothing shows that the model is the reason', () => {
  const elsewhere = { url: 'http://127.0.0.1:9090/v1/chat/completions' };
  expect(expects(requestFor('small', failed))).toBe('accepted');
  expect(expects(requestFor('none', failed), requestFor('small', failed))).toBe('accepted');
  expect(expects(requestFor('none', failed), requestFor('small', elsewhere))).toBe('accepted');
});

test.each([
  ['the first half of a character', '\ud83d', 'either'],
  ['the second half of a character', 'x\udc4b', 'either'],
  ['the halves in the wrong order', '\udc4b\ud83d', 'either'],
  ['a whole character', '\u{1f44b}', 'accepted'],
  ['the name of a half', '\\ud83d', 'accepted'],
])('a request that failed over %s', (_, text, expected) => {
  expect(expects(requestFor('m', failed, text))).toBe(expected);
});

test.each([
  ['an escaped pair', String.raw`\ud83d\udc4b`, 'accepted'],
  ['half of an escaped pair', String.raw`\uD83D!`, 'either'],
])('a request that failed over %s', (_, escaped, expected) => {
  const request = `{"model":"m","messages":[{"role":"user","content":"${escaped}"}]}`;
  expect(expects({ request, ...failed })).toBe(expected);
});
