import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

/** A result that is recognised by the name of a member. `Result` has `ok` for that. */
const BY_MEMBER = /'(?:errors?|reason|value)' in /u;

test('every result is a Result: no code looks at which members it has', () => {
  expect(sourceFiles('src').filter((file) => BY_MEMBER.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('the search finds such code', () => {
  expect("if ('errors' in read) return read;").toMatch(BY_MEMBER);
});
