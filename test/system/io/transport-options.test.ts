import { expect, test } from 'vitest';
import { makeTransport, type TransportOptions } from '../../../src/io/http/transport.js';

function reasonOf(options: Partial<TransportOptions>): string | null {
  const made = makeTransport({ baseUrl: 'http://127.0.0.1:9/v1', key: null, direct: true, ...options });
  return made.ok ? null : made.errors.map(({ file, reason }) => `${file}: ${reason}`).join('\n');
}

test.each([
  'connection',
  'Content-Length',
  'expect',
  'HOST',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'Transfer-Encoding',
  'upgrade',
])('the header %s cannot be set', (name) => {
  expect(reasonOf({ headers: { [name]: 'secret' } })).toBe(
    `headers: The header ${name} cannot be set: it belongs to the connection or to the framing of the request.`,
  );
});

test.each([
  ['secret\n', 'ends with a line end'],
  ['secret\r\n', 'ends with a line end'],
  ['secret\r', 'ends with a line end'],
  ['sec\nret', 'has several lines'],
  ['sec\r\nx-injected: ret', 'has several lines'],
  ['sécret', 'has characters that are not printable ASCII'],
  ['秘密', 'has characters that are not printable ASCII'],
  ['sec\0ret', 'has characters that are not printable ASCII'],
  ['sec\u007fret', 'has characters that are not printable ASCII'],
  ['sec\u2028ret', 'has characters that are not printable ASCII'],
])('the header value %j cannot be sent', (value, reason) => {
  expect(reasonOf({ headers: { 'x-note': value } })).toBe(`headers: The value of the header x-note ${reason}.`);
});

test.each(['a b', 'a:b', '', 'ä', 'a\nb'])('the header name %j cannot be sent', (name) => {
  expect(reasonOf({ headers: { [name]: 'secret' } })).toBe(
    'headers: The name of a header has characters that no header can have.',
  );
});

test('usual headers can be sent, and so can names of properties that every object has', () => {
  const headers = { 'x-note': 'a\tb ~"', accept: 'text/plain', __proto__x: '1', constructor: '2', empty: '' };
  expect(reasonOf({ headers })).toBeNull();
});

test.each(['', ' ', 'sk-1\n', 'sk 1', 'sk-é', 'sk-\u200b1', '\ufeffsk-1'])('the key %j cannot be sent', (key) => {
  const reason = reasonOf({ key });
  expect(reason).toMatch(/^the key: it (is empty|has spaces, line ends or characters that no header can carry)$/u);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648, 1e15])('a timeout of %d ms is refused', (ms) => {
  for (const name of ['connect', 'firstByte', 'idle', 'total']) {
    expect(reasonOf({ timeouts: { [name]: ms } })).toContain(`timeouts.${name}: Expected milliseconds above 0`);
  }
  expect(reasonOf({ timeouts: { total: 2_147_483_000 } })).toBeNull();
});

test('a documented header that cannot be sent is refused', () => {
  const authSchemes = [{ id: 'x', header: 'authorization', prefix: 'Bearer ', headers: { host: 'elsewhere' } }];
  expect(reasonOf({ authSchemes: authSchemes as never })).toContain('The header host cannot be set');
});
