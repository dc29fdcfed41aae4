import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from './imports.js';

/** A constant object that is looked up by any string. `__proto__` and `constructor` find what every object inherits. */
const PLAIN_TABLE = /const \w+: (?:Readonly<)?Record<string, [^;]+?> = \{\s*[\w'"[]/u;

test('no table with arbitrary names as keys is a plain object: names from outside are looked up in Maps', () => {
  const tables = sourceFiles('src').filter((file) => PLAIN_TABLE.test(readFileSync(file, 'utf8')));
  expect(tables).toEqual([]);
});

test('the search finds such a table', () => {
  expect('const CODINGS: Readonly<Record<string, () => Decoder>> = {\n  gzip: createGunzip,').toMatch(PLAIN_TABLE);
});
