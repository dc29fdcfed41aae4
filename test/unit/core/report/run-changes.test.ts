import { describe, expect, it } from 'vitest';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import type { Divergence } from '../../../../src/core/model/divergence.js';
import type { Finding } from '../../../../src/core/model/finding.js';
import type { Report } from '../../../../src/core/model/report.js';
import { compareRuns, describeChanges } from '../../../../src/core/report/run-changes.js';
import { bareResult } from '../../../support/bare-result.js';

const divergence: Divergence = {
  check: 'schema',
  claim: 'openai.created',
  level: 'must',
  kind: 'missing-field',
  at: { part: 'body', pointer: '/created' },
  expected: 'an integer',
  actual: 'nothing',
  occurrences: 1,
  exchange: 0,
  sentence: 'created is missing.',
  source: { title: '', url: '', quote: null },
  finding: 'f-1',
};
const spec = bareResult([]).spec;
const finding = {
  id: 'f-1',
  spec,
  level: 'must',
  title: 'created is missing',
  cases: ['basic/a'],
} as unknown as Finding;

/** A report with the finding, or without it. */
function report(
  result: CaseResult | null,
  {
    sha256 = 'a',
    version = '1.0.0',
    meaning,
  }: { readonly sha256?: string; readonly version?: string; readonly meaning?: string } = {},
): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'conformance', version },
    target: { baseUrl: 'http://a/v1', model: 'm' },
    specs: [{ id: spec, revision: `of ${sha256}`, sha256, ...(meaning === undefined ? {} : { meaning }) }],
    run: { startedAt: '', durationMs: 0, requests: 0, tokens: { prompt: 0, completion: 0 }, complete: true },
    totals: { conforms: 0, diverges: 0, inconclusive: 0, omitted: 0, notRun: 0 },
    findings: result !== null && result.divergences.length > 0 ? [finding] : [],
    results: result === null ? [] : [result],
    omitted: [],
    notRun: [],
    claims: [],
  };
}

const clean = bareResult([]);
const broken = bareResult([divergence]);
const untold = bareResult([], { verdict: 'inconclusive', observed: [] });

/** `new behaviour` of the only finding. */
function cause(before: Report, after: Report, again: Report | null = null): string {
  const { changes } = compareRuns({ report: before, models: [] }, { report: after, models: [] }, again);
  return changes.findings.map((each) => `${each.change} ${each.cause}`).join();
}

describe('the cause of a new finding', () => {
  it.each<[string, string, Report, Report, Report | null]>([
    ['behaviour, by the same documents', 'new behaviour', report(clean), report(broken), null],
    ['unknown, if the case was not judged before', 'new unknown', report(untold), report(broken), null],
    ['unknown, if the case is new', 'new unknown', report(null), report(broken), null],
    [
      'documents, if the earlier responses show it by the later documents',
      'new documents',
      report(clean),
      report(broken, { sha256: 'b' }),
      report(broken, { sha256: 'b' }),
    ],
    [
      'behaviour, if they do not',
      'new behaviour',
      report(clean),
      report(broken, { sha256: 'b' }),
      report(clean, { sha256: 'b' }),
    ],
    ['unknown, if they cannot be judged again', 'new unknown', report(clean), report(broken, { sha256: 'b' }), null],
    [
      'the tool, if another version of it reports the same bytes',
      'new tool',
      report(clean),
      report(broken, { version: '2.0.0' }),
      report(broken, { version: '2.0.0' }),
    ],
    [
      'unknown, if documents and tool differ',
      'new unknown',
      report(clean),
      report(broken, { sha256: 'b', version: '2.0.0' }),
      report(broken, { sha256: 'b', version: '2.0.0' }),
    ],
  ])('%s', (_, expected, before, after, again) => {
    expect(cause(before, after, again)).toBe(expected);
  });
});

describe('the cause of a finding that is gone', () => {
  it.each<[string, string, Report, Report, Report | null]>([
    ['behaviour, by the same documents', 'gone behaviour', report(broken), report(clean), null],
    [
      'documents, if they do not promise it any more',
      'gone documents',
      report(broken),
      report(clean, { sha256: 'b' }),
      report(clean, { sha256: 'b' }),
    ],
    [
      'behaviour, if they still do',
      'gone behaviour',
      report(broken),
      report(clean, { sha256: 'b' }),
      report(broken, { sha256: 'b' }),
    ],
    ['unknown, if it was not looked for', 'unseen unknown', report(broken), report(untold), null],
  ])('%s', (_, expected, before, after, again) => {
    expect(cause(before, after, again)).toBe(expected);
  });
});

describe('describeChanges', () => {
  const lines = (before: Report, after: Report, models: readonly (readonly string[] | null)[] = [[], []]) => {
    const [old = null, now = null] = models;
    return describeChanges(compareRuns({ report: before, models: old }, { report: after, models: now }, null).changes);
  };

  it('has a line for each cause', () => {
    expect(lines(report(clean), report(clean))).toEqual([
      'documents: unchanged',
      'behaviour: unchanged',
      'model: unchanged',
    ]);
    expect(lines(report(clean), report(broken, { sha256: 'b' }), [['m-1'], ['m-1', 'm-2']])).toEqual([
      `documents: ${spec} of a → of b`,
      'behaviour: unchanged',
      'model: m-1 → m-1, m-2',
      'could not tell: 1 finding new',
    ]);
  });

  it('does not compare models that are not recorded', () => {
    expect(lines(report(clean), report(clean), [null, ['m']])).toContain('model: unknown → m');
    expect(lines(report(clean), report(clean, { sha256: 'b' }))[0]).toMatch(/; no finding depends on it$/u);
  });

  it('keeps quotations apart that only moved', () => {
    const [old, now] = [report(clean, { meaning: 'm' }), report(broken, { sha256: 'b', meaning: 'm' })];
    expect(lines(old, now)).toEqual([
      'documents: unchanged',
      'behaviour: 1 finding new',
      'model: unchanged',
      `note: the quotations of ${spec} have other lines, addresses or dates, and promise the same`,
    ]);
    // A record of an earlier version does not show it.
    expect(lines(report(clean), now)[0]).toBe(`documents: ${spec} of a → of b`);
    expect(lines(report(clean, { meaning: 'other' }), now)[0]).toBe(`documents: ${spec} of a → of b`);
  });
});
