import { expect, test } from 'vitest';
import { readHeaders } from '../../../src/cli/run/read-headers.js';

const read = (...lines: readonly string[]) => readHeaders('--header', lines, { TOKEN: 'a-$&-b', EMPTY: '' });

test('headers are read as they are given, and variables put into them', () => {
  expect(read('X-Route: canary', 'reason:a', 'file: b', 'authorization: Bearer ${TOKEN}', 'x-price: $5')).toEqual({
    ok: true,
    value: {
      headers: { 'x-route': 'canary', reason: 'a', file: 'b', authorization: 'Bearer a-$&-b', 'x-price': '$5' },
      secrets: ['a-$&-b'],
    },
  });
});

test.each([
  ['bad', 'Expected name:value.'],
  ['x-route: \u2028', expect.stringContaining('x-route')],
  ['x-route:\nb', expect.stringContaining('x-route')],
  [
    'x-api-key: secret',
    'The header x-api-key carries a credential. Credentials are read from environment variables only.',
  ],
  ['x-route: ${NOWHERE}', 'The header x-route needs the variable NOWHERE, which is not set.'],
  ['x-route: ${EMPTY}', 'The header x-route needs the variable EMPTY, which is not set.'],
])('%s is refused', (line, reason) => {
  expect(read(line)).toMatchObject({ ok: false, errors: [{ file: '--header', reason }] });
});
