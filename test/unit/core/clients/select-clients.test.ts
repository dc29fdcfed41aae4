import { describe, expect, it } from 'vitest';
import { checkClientNames, effectOn, namesClient } from '../../../../src/core/clients/select-clients.js';
import type { Effect } from '../../../../src/core/model/impact.js';
import { judgeRun } from '../../../../src/core/report/judge-run.js';
import { junitReport } from '../../../../src/reporters/junit.js';
import { verdictWords } from '../../../../src/reporters/words.js';
import { sampleReport } from '../../reporters/sample-report.js';

const measured = [
  { client: 'openai', version: '5.23.2' },
  { client: 'openai', version: '6.49.0' },
  { client: '@ai-sdk/openai', version: '3.0.9' },
];

it.each([
  ['openai', '5.23.2 6.49.0'],
  ['openai@6', '6.49.0'],
  ['openai@6.49.0', '6.49.0'],
  ['openai@6.4', ''],
  ['@ai-sdk/openai', '3.0.9'],
  ['@ai-sdk/openai@3.0', '3.0.9'],
  ['@ai-sdk', ''],
])('%s names %s', (name, versions) => {
  const named = measured.filter((client) => namesClient(name, client));
  expect(named.map(({ version }) => version).join(' ')).toBe(versions);
});

it('lists the measured clients for an unknown name, with the nearest', () => {
  expect(checkClientNames(['openai', 'opnai', 'openai@4'], measured)).toMatchObject([
    {
      file: '--client',
      reason: 'No client "opnai" was measured.',
      suggestion: 'Did you mean openai? Measured: openai@5.23.2, openai@6.49.0 and @ai-sdk/openai@3.0.9.',
    },
    { reason: 'No client "openai@4" was measured.' },
  ]);
  expect(checkClientNames(['x'], [])[0]?.suggestion).toBe('There are no measurements.');
});

/** The sample report without a baseline; each finding has one effect on `openai`, in the order of the report. */
function reportWith(...effects: readonly (Effect | null)[]) {
  const report = sampleReport(undefined, false);
  const findings = report.findings.map((finding, n) => {
    const effect = effects[n] ?? null;
    if (effect === null) return finding;
    return {
      ...finding,
      impact: { faults: [], clients: [{ client: 'openai', version: '6.49.0', effect, tasks: [] }] },
    };
  });
  return { ...report, findings, notRun: [], totals: { ...report.totals, notRun: 0 } };
}

describe('a gate with clients', () => {
  const gate = { failOn: 'should', clients: ['openai'], maxInconclusive: 100 } as const;

  it.each<[readonly (Effect | null)[], string, string]>([
    [['breaks', 'works'], 'diverges', '1 finding breaks openai (1 must), 1 leaves it intact'],
    [['breaks', 'breaks'], 'diverges', '2 findings break openai (1 must, 1 should)'],
    [['works', 'works'], 'conforms', 'No finding breaks openai, 2 leave it intact'],
    [['may-break', 'not-measured'], 'conforms', 'No finding breaks openai, 1 may break it, 1 not measured'],
    [[null, null], 'conforms', 'No finding breaks openai, 2 not measured'],
    // A note does not fail a run, whatever it does to a client.
    [['works', 'works', 'breaks'], 'conforms', 'No finding breaks openai, 2 leave it intact'],
  ])('%j', (effects, outcome, line) => {
    const report = reportWith(...effects);
    expect([judgeRun(report, gate), verdictWords(report, gate)]).toEqual([outcome, { outcome, line }]);
    const failures = junitReport(report, { color: false, width: 80, notes: false, gate }).match(/<failure /gu) ?? [];
    expect(failures.length > 0).toBe(outcome === 'diverges');
  });

  it('keeps the level', () => {
    const report = reportWith('works', 'breaks');
    expect(judgeRun(report, { ...gate, failOn: 'must' })).toBe('conforms');
    expect(judgeRun(report, gate)).toBe('diverges');
  });

  it('takes the heaviest effect on the named clients', () => {
    const clients = (['works', 'may-break'] as const).map((effect, n) => ({ ...measured[n], effect, tasks: [] }));
    const finding = { impact: { faults: [], clients: clients as never } };
    expect(effectOn(finding, ['openai'])).toBe('may-break');
    expect(effectOn(finding, ['openai@5'])).toBe('works');
    expect(effectOn(finding, ['@ai-sdk/openai'])).toBeNull();
    expect(effectOn({}, ['openai'])).toBeNull();
  });
});
