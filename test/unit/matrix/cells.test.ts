import { describe, expect, test } from 'vitest';
import { caseCell, casesCell, countCases, fraction } from '../../../src/matrix/model/cells.js';
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
  return { run, ids: matrix.suites.flatMap(({ cases }) => cases.map(({ id }) => id)) };
}

describe('the cell of a case', () => {
  test('counts the tested claims and the broken ones among them', () => {
    const { run } = runOf(
      makeDivergence(),
      makeDivergence({ kind: 'wrong-type' }),
      makeDivergence({ level: 'note', claim: 'acme.chunk' }),
    );
    expect(caseCell(run, 'acme', 'basic/minimal')).toEqual({ state: 'diverges', count: 1, of: 2 });
    expect(caseCell(run, 'acme', 'streaming/minimal')).toEqual({ state: 'conforms', count: 2, of: 2 });
  });

  test('distinguishes should, inconclusive and not judged', () => {
    const { run } = runOf(makeDivergence({ level: 'should' }));
    expect(caseCell(run, 'acme', 'basic/minimal').state).toBe('should');
    expect(caseCell(run, 'acme', 'tools/auto').state).toBe('inconclusive');
    expect(caseCell(run, null, 'basic/minimal').state).toBe('not-judged');
    expect(caseCell(run, 'acme', 'basic/other').state).toBe('not-judged');
  });
});

describe('the cell of several cases', () => {
  test('shows the worst state, of the cases that the documents promise', () => {
    const { run, ids } = runOf(makeDivergence());
    const cell = casesCell(countCases(run, 'acme', ids));
    expect(cell).toEqual({ state: 'diverges', count: 1, of: 3 });
    expect(fraction(cell)).toBe('1/3');
  });

  test('is not conforming with an inconclusive case', () => {
    const { run, ids } = runOf();
    expect(casesCell(countCases(run, 'acme', ids))).toEqual({ state: 'inconclusive', count: 2, of: 3 });
  });

  test('gives omissions no denominator', () => {
    const counts = { conforms: 0, diverges: 0, should: 0, inconclusive: 0, omitted: 4, 'not-run': 0, 'not-judged': 0 };
    expect(fraction(casesCell(counts))).toBe('4');
    expect(casesCell({ ...counts, omitted: 0 }).state).toBe('not-judged');
  });
});
