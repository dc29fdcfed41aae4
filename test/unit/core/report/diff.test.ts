import { describe, expect, it } from 'vitest';
import type { Divergence } from '../../../../src/core/model/divergence.js';
import type { Report } from '../../../../src/core/model/report.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import { describeDiff, diffReports } from '../../../../src/core/report/diff.js';
import { bareResult as result } from '../../../support/bare-result.js';

const divergence = (pointer: string, more: Partial<Divergence> = {}): Divergence => ({
  check: 'schema',
  claim: 'openai.created',
  level: 'must',
  kind: 'missing-field',
  at: { part: 'body', pointer },
  expected: 'an integer',
  actual: 'nothing',
  occurrences: 1,
  exchange: 0,
  sentence: `In the body, ${pointer} is missing.`,
  source: { title: '', url: '', quote: null },
  ...more,
});
const report = (results: readonly CaseResult[], more: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  tool: { name: 'conformance', version: '1.0.0' },
  target: { baseUrl: 'http://a/v1', model: 'm' },
  specs: [{ id: 'openai', revision: '2026-01-01', sha256: '' }],
  run: { startedAt: '', durationMs: 0, requests: 0, tokens: { prompt: 0, completion: 0 }, complete: true },
  totals: { conforms: 0, diverges: 0, inconclusive: 0, omitted: 0, notRun: 0 },
  findings: [],
  results,
  omitted: [],
  notRun: [],
  claims: [],
  ...more,
});
const created = divergence('/created');
const changes = (before: readonly CaseResult[], after: readonly CaseResult[]) => {
  const { entries, worse } = diffReports(report(before), report(after));
  return [entries.map(({ change }) => change).join(), worse];
};

describe('two reports', () => {
  it('show the same if only positions, numbers and texts of the server differ', () => {
    const one = divergence('/choices/0/x', { actual: '"chatcmpl-1"', occurrences: 3, exchange: 4 });
    const other = divergence('/choices/7/x', { actual: '"chatcmpl-2"', occurrences: 9, exchange: 1 });
    expect(changes([result([one])], [result([other])])).toEqual(['same', false]);
  });

  it.each([
    ['case', result([created], { case: 'basic/b' })],
    ['spec', result([created], { spec: 'greenpt' })],
    ['check', result([{ ...created, check: 'other' }])],
    ['kind', result([{ ...created, kind: 'wrong-type' }])],
    ['place', result([divergence('/model')])],
  ])('identify a divergence by its %s', (_what, after) => {
    const [reported, worse] = changes([result([created]), result([], { case: 'basic/b' })], [after]);
    expect(String(reported).split(',')).toContain('new');
    expect(worse).toBe(true);
  });

  it('tell one as gone only where it was looked for', () => {
    expect(changes([result([created])], [result([])])).toEqual(['gone', false]);
    expect(changes([result([created])], [])).toEqual(['unseen', false]);
    const declined = { verdict: 'inconclusive' as const, observed: [] };
    expect(changes([result([created])], [result([], declined)])).toEqual(['unseen', false]);
  });

  it.each<[string, Partial<Divergence>, boolean]>([
    ['weight', { level: 'should' }, false],
    ['claim', { claim: 'openai.other' }, false],
    ['expectation', { expected: 'a string' }, false],
  ])('tell one as changed where its %s is another', (_what, more, worse) => {
    expect(changes([result([created])], [result([{ ...created, ...more }])])).toEqual(['changed', worse]);
  });

  it('tell another status as changed', () => {
    const status = (actual: string) => divergence('', { at: { part: 'status' }, kind: 'wrong-status', actual });
    expect(changes([result([status('500')])], [result([status('502')])])).toEqual(['changed', false]);
    const said = (id: string) => result([status(`500 with {"requestId":"${id}"}`)]);
    expect(changes([said('a')], [said('b')])).toEqual(['same', false]);
  });

  it('count notes for nothing, until they become more', () => {
    const note = { ...created, level: 'note' as const };
    expect(changes([result([])], [result([note])])).toEqual(['new', false]);
    expect(changes([result([note])], [result([created])])).toEqual(['changed', true]);
  });

  it('say what they do not share', () => {
    const { unlike } = diffReports(
      report([]),
      report([], { target: { baseUrl: 'http://b/v1', model: 'm' }, tool: { name: 'conformance', version: '2.0.0' } }),
    );
    expect(unlike).toEqual(['target: http://a/v1 → http://b/v1', 'tool: 1.0.0 → 2.0.0']);
  });

  it('are described in words, with a count of what is the same and with hostile text escaped', () => {
    const hostile = divergence('/x\u001b[31m', { sentence: 'In the body, /x\u001b[31m is missing.' });
    const text = describeDiff(diffReports(report([result([created])]), report([result([created, hostile])])));
    expect(text).toContain('New divergences by case, with notes (1)');
    expect(text).toContain('1 new, 0 gone, 0 changed, 1 same\n');
    expect(text).not.toContain('\u001b');
  });

  it('count the notes among what is the same, and name what the runs do not share', () => {
    const noted = report([result([divergence('/x', { level: 'note' })])]);
    const elsewhere = { ...noted, target: { baseUrl: 'http://b/v1', model: 'm' } };
    expect(describeDiff(diffReports(noted, elsewhere))).toBe(
      'Differences between the runs: target: http://a/v1 → http://b/v1\n\n0 new, 0 gone, 0 changed, 1 same (1 note)\n',
    );
  });
});
