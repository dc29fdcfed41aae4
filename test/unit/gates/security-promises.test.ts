import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Sections that promise nothing. */
const OTHER = ['What is not promised', 'Reporting a vulnerability'];

/** The promises of SECURITY.md: the rows of its table and the items of its lists. */
function promisesOf(text: string): readonly string[] {
  const sections = text.split(/^#+ /mu).filter((section) => !OTHER.some((title) => section.startsWith(title)));
  return sections.flatMap((section) => {
    const rows = section.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:promise|-)/u.test(line));
    const items = section.split(/^- /mu).slice(1);
    return [...rows, ...items].map((each) => each.replaceAll(/\s+/gu, ' ').trim());
  });
}

/** The tests that a promise names. */
const testsOf = (promise: string): readonly string[] =>
  [...promise.matchAll(/`(test\/[\w/.-]+\.test\.ts)`/gu)].map(([, path = '']) => path);

const promises = promisesOf(readFileSync('SECURITY.md', 'utf8'));

test('every promise of SECURITY.md names a test', () => {
  expect(promises.length).toBeGreaterThan(25);
  const untested = promises.filter((each) => testsOf(each).length === 0 && !/^(?:Limits|Measured)\b/u.test(each));
  expect(untested).toEqual([]);
});

test('every test that SECURITY.md names exists, and expects something', () => {
  const named = [...new Set(promises.flatMap(testsOf))];
  expect(named.length).toBeGreaterThan(25);
  expect(
    named.filter((path) => !existsSync(path) || !/\b(?:expect|withstand)\(/u.test(readFileSync(path, 'utf8'))),
  ).toEqual([]);
});

test('a promise without a test is found', () => {
  const text =
    '# S\n\n| promise | test |\n| --- | --- |\n| A | `test/unit/a.test.ts` |\n| B | none |\n\n## T\n\n- C.\n  D\n';
  expect(promisesOf(text).filter((each) => testsOf(each).length === 0)).toEqual(['| B | none |', 'C. D']);
});
