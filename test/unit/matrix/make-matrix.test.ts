import { describe, expect, test } from 'vitest';
import { compareRuns } from '../../../src/matrix/model/compare-runs.js';
import { findingsOf } from '../../../src/matrix/model/share-findings.js';
import { judgedViews } from '../../../src/matrix/model/view.js';
import { makeDivergence, makeEvents, makeResult } from './make-events.js';
import { about, matrixOf } from './make-site.js';

describe('columns and targets', () => {
  test('the newest run of each target and version is a column; all runs are kept', () => {
    const { matrix } = matrixOf([
      { events: makeEvents({ startedAt: '2026-10-01T00:00:00Z' }), about: about('Acme') },
      { events: makeEvents({ startedAt: '2026-11-20T00:00:00Z' }), about: about('Acme') },
      { events: makeEvents({ startedAt: '2026-11-19T00:00:00Z' }), about: about('Acme', { version: '2.0' }) },
    ]);
    expect(matrix.columns.map(({ id }) => id)).toEqual(['acme-1.0-20261120', 'acme-2.0-20261119']);
    expect(matrix.targets.map(({ runs }) => runs.length)).toEqual([3]);
    expect(matrix.runs.map(({ stale }) => stale)).toEqual([false, false, true]);
  });

  test('runs of unlike base URLs or models are never one target, whatever their names', () => {
    const { matrix } = matrixOf([
      { events: makeEvents({ baseUrl: 'http://gateway.example/a/v1' }), folder: 'gw' },
      { events: makeEvents({ baseUrl: 'http://gateway.example/b/v1' }), folder: 'gw' },
      { events: makeEvents({ baseUrl: 'http://gateway.example/b/v1', model: 'm-2' }), folder: 'gw' },
      { events: makeEvents({ baseUrl: 'http://gateway.example/c/v1' }), folder: 'other' },
    ]);
    expect(matrix.columns.map(({ name, baseUrl, model }) => `${name} ${baseUrl.slice(22)} ${model}`)).toEqual([
      'gw /a/v1 m-1',
      'gw /b/v1 m-1',
      'gw /b/v1 m-2',
      'other /c/v1 m-1',
    ]);
    expect(matrix.targets).toHaveLength(4);
    expect([...matrix.sharedNames]).toEqual(['gw']);
  });

  test('the name of a target is that of target.json, else that of the run, else that of the folder', () => {
    const [run, ...others] = makeEvents();
    if (run?.type !== 'run') throw new Error('The first event is the run');
    const named = [{ ...run, target: { ...run.target, name: 'by flag' } }, ...others];
    const nameOf = (given: Parameters<typeof matrixOf>[0][number]) => matrixOf([given]).matrix.columns[0]?.name;
    expect(nameOf({ events: named, folder: 'folder', about: about('by file') })).toBe('by file');
    expect(nameOf({ events: named, folder: 'folder' })).toBe('by flag');
    expect(nameOf({ events: makeEvents(), folder: 'folder' })).toBe('folder');
  });

  test('a later run does not change an address that exists', () => {
    const first = { events: makeEvents({ startedAt: '2026-11-20T01:00:00Z' }), about: about('Acme') };
    const second = { events: makeEvents({ startedAt: '2026-11-20T02:00:00Z' }), about: about('Acme') };
    const addresses = (runs: readonly (typeof first)[]) =>
      matrixOf(runs).matrix.runs.map(({ id, startedAt }) => `${id} ${startedAt}`);
    expect(addresses([second, first])).toEqual(expect.arrayContaining([...addresses([first])]));
  });

  test('own documents are those of target.json, else the first spec that no drop-in replaces', () => {
    const own = (specs: readonly string[], spec?: string | null) =>
      matrixOf([{ events: makeEvents({ specs }), about: { name: 'Acme', ...(spec === undefined ? {} : { spec }) } }])
        .matrix.columns[0]?.own;
    expect(own(['openai'])).toBe(null);
    expect(own(['openai'], 'openai')).toBe('openai');
    expect(own(['openai', 'acme'])).toBe('acme');
    expect(own(['openai', 'acme'], null)).toBe(null);
    expect(own(['openai'], 'acme')).toBe(null);
  });

  test('a target has a column for each view that judged it', () => {
    const titles = (specs: readonly string[], spec: string | null) => {
      const { matrix } = matrixOf([{ events: makeEvents({ specs }), about: about('Acme', { spec }) }]);
      return matrix.columns.flatMap((run) => judgedViews(run, matrix.views).map(({ title }) => title));
    };
    expect(titles(['acme', 'openai'], 'acme')).toEqual(['Own documents', 'Drop-in for OpenAI']);
    expect(titles(['openai'], null)).toEqual(['Drop-in for OpenAI']);
    expect(titles(['openai'], 'openai')).toEqual(['Own documents']);
  });

  test('optional suites are apart from the core', () => {
    const { matrix } = matrixOf([{ events: makeEvents() }]);
    expect(matrix.suites.map(({ id, optional }) => [id, optional])).toEqual([
      ['basic', false],
      ['streaming', false],
      ['tools', true],
    ]);
  });
});

test('the findings of a run are in the order of its report, whatever their level in other runs', () => {
  const wrong = (level: 'must' | 'should') => makeDivergence({ kind: 'wrong-type', check: 'usage-sum', level });
  const eventsOf = (...divergences: readonly ReturnType<typeof makeDivergence>[]) =>
    makeEvents({ specs: ['acme'], results: [makeResult({ case: 'basic/minimal', divergences })] });
  const { matrix } = matrixOf([
    { events: eventsOf(wrong('must')), folder: 'a' },
    { events: eventsOf(makeDivergence(), wrong('should')), folder: 'b' },
  ]);
  const b = matrix.columns.find(({ name }) => name === 'b');
  if (b === undefined) throw new Error('No such column');
  expect(findingsOf(matrix, b).map(({ finding }) => finding.check)).toEqual(['schema', 'usage-sum']);
  expect(matrix.findings.map(({ finding, seen }) => `${finding.check} ${finding.level} ${seen.length}`)).toEqual([
    'usage-sum must 2',
    'schema must 1',
  ]);
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

  test('distinguishes findings of A, of B, different and same ones', () => {
    const { matrix } = matrixOf(runs);
    const [third, second, first] = matrix.runs;
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three runs were given');
    const counts = (parts: ReturnType<typeof compareRuns>) =>
      [parts.onlyB, parts.onlyA, parts.different, parts.same].map(({ length }) => length);
    expect(counts(compareRuns(matrix, first, second))).toEqual([0, 0, 1, 1]);
    expect(counts(compareRuns(matrix, second, third))).toEqual([1, 1, 0, 1]);
    expect(counts(compareRuns(matrix, first, first))).toEqual([0, 0, 0, 2]);
  });
});
