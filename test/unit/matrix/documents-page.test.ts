import { describe, expect, test } from 'vitest';
import { makeMatrix } from '../../../src/matrix/model/make-matrix.js';
import { documentsPage } from '../../../src/matrix/pages/documents-page.js';
import { type ContractRow, compareSpecs, differs } from '../../../src/core/spec/compare-specs.js';
import { groupBy } from '../../../src/core/model/group-by.js';
import { specs } from '../../support/specs-and-suites.js';
import { NOW } from './make-site.js';
import { someOf } from '../../support/property-runs.js';

const families = [...groupBy(specs, ({ dialect }) => dialect)];
const page = documentsPage(
  makeMatrix({
    title: 'Conformance',
    runs: [],
    specs,
    suites: new Map(),
    now: NOW,
    tool: { name: 'llm-conformance', version: '0.1.0' },
  }),
);

const ENTITIES: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
];

/** The texts of the rows of the table of a family, without those that head a part. */
function rowsOnPage(dialect: string): readonly (readonly string[])[] {
  const table = page.split(`<caption>Documents of ${dialect}</caption>`)[1]?.split('</table>')[0] ?? '';
  const text = (html: string): string =>
    ENTITIES.reduce((all, [entity, character]) => all.replaceAll(entity, character), html.replaceAll(/<[^>]*>/gu, ''));
  return table
    .split(/<tr\b/u)
    .filter((row) => row.includes('scope="row"'))
    .map((row) =>
      row
        .split(/<(?:th|td)\b[^>]*>/u)
        .slice(1)
        .map(text),
    );
}

const written = ({ name, cells }: ContractRow): readonly string[] => [name, ...cells.map((cell) => cell ?? '')];

describe.each(families)('the documents of %s', (dialect, own) => {
  test('the page shows every row of the comparison, cell by cell', () => {
    expect(rowsOnPage(dialect)).toEqual(compareSpecs(own).map(written));
  });

  test('any two columns are what `list differences` prints for these two specs', () => {
    const shown = rowsOnPage(dialect);
    const pairs = [...own.entries()].flatMap(([n, one]) =>
      [...own.entries()].slice(n + 1).map(([m, other]) => ({ n, one, m, other })),
    );
    for (const { n, one, m, other } of someOf(pairs)) {
      const differences = compareSpecs([one, other]).filter(differs).map(written);
      const columns = shown
        .map((row) => [row[0] ?? '', row[n + 1] ?? '', row[m + 1] ?? ''])
        .filter(([, a, b]) => a !== b);
      expect(columns.toSorted(byText)).toEqual(differences.toSorted(byText));
    }
  });
});

const byText = (a: readonly string[], b: readonly string[]): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
