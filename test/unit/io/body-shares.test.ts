import { expect, test } from 'vitest';
import { shareBytes } from '../../../src/io/http/body-shares.js';

const KB = 1024;

test('bodies that arrive at once have no more bytes together than one after the other', () => {
  const open = shareBytes(1000 * KB);
  const [first, second] = [open(), open()];
  expect([first.most(), second.most()]).toEqual([1000 * KB, 1000 * KB]);
  first.has(600 * KB);
  expect([first.most(), second.most()]).toEqual([1000 * KB, 400 * KB]);
  second.has(400 * KB);
  expect([first.most(), second.most(), open().most()]).toEqual([600 * KB, 400 * KB, 64 * KB]);
  // Decoded, or without what is beyond the limit, a body has another size.
  first.has(100 * KB);
  expect(open().most()).toBe(500 * KB);
});
