import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/matrix/model/compare-runs.js';
import { makeDivergence, makeEvents, makeResult } from './make-events.js';
import { about, matrixOf } from './make-site.js';

describe('columns and targets', () => {
  test('the newest run of each name, version and model is a column; all runs are kept', () => {
    const { matrix } = matrixOf([
      { events: makeEvents({ startedAt: '2026-10-01T00:00:00Z' }), about: about('Acme') },
      { events: makeEvents({ startedAt: '2026-11-20T00:00:00Z' }), about: about('Acme') },
      { events: makeEvents({ startedAt: '2026-11-19T00:00:00Z' }), about: about('Acme', { version: '2.0' }) },
    ]);
    expect(matrix.columns.map(({ id }) => id)).toEqual(['acme-1.0-20261120', 'acme-2.0-20261119']);
    expect(matrix.targets.map(({ runs }) => runs.length)).toEqual([3]);
    expect(matrix.runs.map(({ stale }) => stale)).toEqual([false, false, true]);
  });

  test('a further run changes no address that was given before', () => {
    const first = { events: makeEvents({ startedAt: '2026-11-20T01:00:00Z' }), about: about('Acme') };
    const second = { events: makeEvents({ startedAt: '2026-11-20T02:00:00Z' }), about: about('Acme') };
    const addresses = (runs: readonly (typeof first)[]) =>
      matrixOf(runs).matrix.runs.map(({ id, report }) => `${id} ${report.run.startedAt}`);
    expect(addresses([second, first])).toEqual(expect.arrayContaining([...addresses([first])]));
  });

  test('nobody is said to honour documents that nobody said were its own', () => {
    const { matrix } = matrixOf([{ events: makeEvents({ specs: ['openai'] }) }]);
    expect(matrix.columns[0]?.views).toEqual({ own: null, dropIn: 'openai' });
    expect(matrix.columns[0]?.name).toBe('acme.example');
  });

  test('what a chat API need not have stands apart from the core', () => {
    const { matrix } = matrixOf([{ events: makeEvents() }]);
    expect(matrix.suites.map(({ id, optional }) => [id, optional])).toEqual([
      ['basic', false],
      ['streaming', false],
      ['tools', true],
    ]);
  });
});

describe('comparison', () => {
  const runs = [
    { divergence: makeDivergence(), startedAt: '2026-11-01T00:00:00Z' },
    { divergence: makeDivergence({ expected: 'a number' }), startedAt: '2026-11-02T00:00:00Z' },
    { divergence: makeDivergence({ kind: 'wrong-type' }), startedAt: '2026-11-03T00:00:00Z' },
  ].map(({ divergence, startedAt }) => ({
    events: makeEvents({
      startedAt,
      specs: ['acme'],
      results: [makeResult({ case: 'basic/minimal', divergences: [divergence, makeDivergence({ level: 'note' })] })],
    }),
    about: about('Acme'),
  }));

  test('tells new, gone, changed and same apart', () => {
    const { matrix } = matrixOf(runs);
    const [third, second, first] = matrix.runs;
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three runs were given');
    const counts = (parts: ReturnType<typeof compareRuns>) =>
      [parts.added, parts.gone, parts.changed, parts.same].map(({ length }) => length);
    expect(counts(compareRuns(matrix, first, second))).toEqual([0, 0, 1, 1]);
    expect(counts(compareRuns(matrix, second, third))).toEqual([1, 1, 0, 1]);
    expect(counts(compareRuns(matrix, first, first))).toEqual([0, 0, 0, 2]);
  });
});
