import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checksByDialect } from '../../../src/core/dialect/checks.js';
import { checks } from '../../../src/core/judge/checks.js';
import { sourceFiles } from './imports.js';

/** A check contains its own rules: these rooms work with its properties and know no check by its id. */
const ENGINE =
  /^src\/(?:core\/(?:judge|report|capture|plan|clients)|run|replay|verify|reporters|matrix|site|vitest|watch)\//u;

/** Ids of checks that are also the name of something else: a stage, a holder, a header, a parameter, a stimulus, a kind. */
const OTHER_MEANING = new Set([
  'content-length',
  'parallel-tool-calls',
  'refusal',
  'retry-after',
  'schema',
  'undocumented-field',
]);

const literals = new RegExp(
  `'(?:${checks
    .map(({ id }) => id)
    .filter((id) => !OTHER_MEANING.has(id))
    .join('|')})'`,
  'u',
);

/** A comparison of the id of a check, whatever the id is. */
const COMPARISON = /\bcheck(?:\.id)? [!=]== '/u;

const linesWith = (pattern: RegExp, rooms: RegExp): string[] =>
  sourceFiles('src')
    .filter((file) => rooms.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => `${file}: ${line.trim()}`),
    )
    .filter((line) => pattern.test(line));

test('no engine names a check', () => {
  expect(linesWith(literals, ENGINE)).toEqual([]);
  expect(linesWith(COMPARISON, ENGINE)).toEqual([]);
});

test('no check that every dialect has names a check of a dialect', () => {
  const ids = [...checksByDialect.values()].flat().map(({ id }) => id);
  const ofDialects = new RegExp(`'(?:${ids.join('|')})'`, 'u');
  expect(linesWith(ofDialects, /^src\/core\/checks\//u)).toEqual([]);
});

test('every check that is named as a cause or as a consequence exists', () => {
  const ids = new Set(checks.map(({ id }) => id));
  const named = checks.flatMap(({ consequenceOf, consequences, explainedBy, explains }) => [
    ...consequenceOf,
    ...consequences,
    ...explainedBy.map((by) => (typeof by === 'string' ? by : by.check)),
    ...explains.map(({ check }) => check),
  ]);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('the search finds the ids inside the checks', () => {
  expect(linesWith(literals, /^src\/core\/checks\//u).length).toBeGreaterThan(50);
});
