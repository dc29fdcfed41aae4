import { describe, expect, test } from 'vitest';
import { fraction } from '../../../src/matrix/model/cell.js';
import { caseCell, casesCell, countCases } from '../../../src/matrix/model/cells.js';
import { makeDivergence, makeEvents, makeResult } from './make-events.js';
import { about, matrixOf } from './make-site.js';

function runOf(...divergences: readonly ReturnType<typeof makeDivergence>[]) {
  const results = [
    makeResult({ case: 'basic/minimal', divergences }),
    makeResult({ case: 'streaming/minimal' }),
    makeResult({
      case: 'tools/auto',
      verdict: 'inconclusive',
      inconclusive: { reason: 'network', detail: 'No answer.' },
    }),
  ];
  const { matrix } = matrixOf([{ events: makeEvents({ specs: ['acme'], results }), about: about('Acme') }]);
  const [run] = matrix.columns;
  if (run === undefined) throw new Error('No column');
  return { run, rows: matrix.suites.flatMap(({ cases }) => cases) };
}

describe('the cell of a case', () => {
  test('counts the claims that were put to the test, and of them the broken ones', () => {
    const { run } = runOf(
      makeDivergence(),
      makeDivergence({ kind: 'wrong-type' }),
      makeDivergence({ level: 'note', claim: 'acme.chunk' }),
    );
    expect(caseCell(run, 'acme', 'basic/minimal')).toEqual({ state: 'diverges', count: 1, of: 2 });
    expect(caseCell(run, 'acme', 'streaming/minimal')).toEqual({ state: 'conforms', count: 2, of: 2 });
  });

  test('tells apart what is only shown, what could not be told, and what nobody judged', () => {
    const { run } = runOf(makeDivergence({ level: 'should' }));
    expect(caseCell(run, 'acme', 'basic/minimal').state).toBe('should');
    expect(caseCell(run, 'acme', 'tools/auto').state).toBe('inconclusive');
    expect(caseCell(run, null, 'basic/minimal').state).toBe('not-judged');
    expect(caseCell(run, 'acme', 'basic/other').state).toBe('not-judged');
  });
});

describe('the cell of several cases', () => {
  test('shows what is worst, of the cases that the documents promise', () => {
    const { run, rows } = runOf(makeDivergence());
    const cell = casesCell(countCases(run, 'acme', rows));
    expect(cell).toEqual({ state: 'diverges', count: 1, of: 3 });
    expect(fraction(cell)).toBe('1/3');
  });

  test('does not call it conforming where a case could not be told', () => {
    const { run, rows } = runOf();
    expect(casesCell(countCases(run, 'acme', rows))).toEqual({ state: 'inconclusive', count: 1, of: 3 });
  });

  test('gives omissions no denominator', () => {
    const counts = { conforms: 0, diverges: 0, should: 0, inconclusive: 0, omitted: 4, 'not-run': 0, 'not-judged': 0 };
    expect(fraction(casesCell(counts))).toBe('4');
    expect(casesCell({ ...counts, omitted: 0 }).state).toBe('not-judged');
  });
});
