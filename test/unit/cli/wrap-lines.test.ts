import { expect, it } from 'vitest';
import { wrapLines } from '../../../src/cli/shared/wrap-lines.js';

it('wraps at spaces, keeps the indentation and does not break an address', () => {
  const address = 'https://gateway.example/a/long/path/v1';
  expect(wrapLines(`Heading\n  one two three ${address} four`, 16)).toBe(
    `Heading\n  one two three\n  ${address}\n  four`,
  );
});

it('leaves lines of JSON and an unlimited width as they are', () => {
  expect(wrapLines('{"a": "one two three"}', 10)).toBe('{"a": "one two three"}');
  expect(wrapLines('  one two three', Number.POSITIVE_INFINITY)).toBe('  one two three');
});
