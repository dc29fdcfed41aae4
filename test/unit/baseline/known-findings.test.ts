import { describe, expect, it } from 'vitest';
import type { BaselineEntry, KnownFinding } from '../../../src/core/model/baseline.js';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import { compareBaseline } from '../../../src/core/report/compare-baseline.js';
import { NO_FACTS } from '../../../src/core/report/findings/exchange-facts.js';
import { makeFindings } from '../../../src/core/report/findings/make-findings.js';
import { newEntries, writeEntry } from '../../../src/core/report/edit-baseline.js';
import { parseBaseline } from '../../../src/core/report/parse-baseline.js';
import { readSchema } from '../../../src/io/files/package-files.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { makeEntry } from './entry.js';

const ON = '2026-11-20T10:00:00.000Z';
const results = [
  makeResult({ divergences: [makeDivergence()] }),
  makeResult({ case: 'streaming/tools', divergences: [makeDivergence()] }),
];
const report = makeFindings(results, NO_FACTS);
const [finding] = report.findings;
const id = finding?.id ?? '';

const entry = (given: Partial<KnownFinding> = {}): KnownFinding => ({
  finding: id,
  cases: null,
  seen: null,
  reason: 'The vendor is at it.',
  issue: null,
  expires: null,
  intermittent: false,
  lines: { first: 1, last: 3 },
  ...given,
});
const compare = (all: readonly CaseResult[], entries: readonly BaselineEntry[]) =>
  compareBaseline(all, { file: 'b.yaml', entries }, ON).state;
const clean = [makeResult(), makeResult({ case: 'streaming/tools' })];

describe('an entry of a finding', () => {
  it('knows every case of it', () => {
    expect(compare(report.results, [entry()])).toMatchObject({ known: 2, new: 0, stale: [] });
  });

  it('knows only the cases that it names', () => {
    expect(compare(report.results, [entry({ cases: ['streaming/basic'] })])).toMatchObject({ known: 1, new: 1 });
  });

  it('is stale once the case that showed it no longer does', () => {
    expect(compare(clean, [entry({ seen: 'streaming/basic' })])?.stale).toHaveLength(1);
    expect(compare(clean.slice(1), [entry({ seen: 'streaming/basic' })])?.stale).toHaveLength(0);
    expect(compare(clean, [entry({ seen: 'streaming/basic', intermittent: true })])?.stale).toHaveLength(0);
  });

  it('is written in one piece, with the title as a comment, and read again', () => {
    const [add] = newEntries(report, []).add;
    if (add === undefined) throw new Error('An entry for the finding');
    const text = writeEntry({ ...add, reason: 'known' });
    expect(text).toBe(
      `- finding: ${id} # choices[].index in a chunk is missing\n  reason: known\n  seen: streaming/basic\n`,
    );
    const known = { cases: new Set(['streaming/basic']), specs: new Set<string>(), checks: new Map() };
    expect(parseBaseline(text, 'b.yaml', readSchema('baseline.schema.json'), known)).toMatchObject({
      value: { entries: [{ finding: id, seen: 'streaming/basic', cases: null, reason: 'known' }] },
    });
  });

  it.each(['', 'yes', 'a: b', '# none', ' both ends ', '"quoted"', 'two\nlines', '12', '\u2028', '- x', 'a\\b', '{}'])(
    'keeps the reason %j',
    (reason) => {
      const [add] = newEntries(report, []).add;
      if (add === undefined) throw new Error('An entry for the finding');
      const known = { cases: new Set(['streaming/basic']), specs: new Set<string>(), checks: new Map() };
      const text = writeEntry({ ...add, reason });
      expect(parseBaseline(text, 'b.yaml', readSchema('baseline.schema.json'), known)).toMatchObject({
        value: { entries: [{ finding: id, reason }] },
      });
    },
  );

  it('refuses a case that is none', () => {
    const known = { cases: new Set(['streaming/basic']), specs: new Set<string>(), checks: new Map() };
    const text = `- finding: ${id}\n  reason: x\n  cases: [streaming/basik]\n`;
    expect(parseBaseline(text, 'b.yaml', readSchema('baseline.schema.json'), known)).toMatchObject({
      errors: [{ line: 3, reason: 'There is no case "streaming/basik".' }],
    });
  });
});

describe('newEntries', () => {
  it('adds nothing for what is known', () => {
    expect(newEntries(report, [entry()])).toEqual({ add: [], remove: [] });
  });

  it('puts one entry of a finding in place of those of its cases, with their reasons', () => {
    const old = [
      makeEntry({ reason: 'one', expires: '2027-01-01' }),
      makeEntry({ case: 'streaming/tools', reason: 'two', issue: 'https://acme.example/1' }),
    ];
    const { add, remove } = newEntries(report, old);
    expect(remove).toEqual(old);
    expect(add).toMatchObject([
      { finding: id, reason: 'one; two', issue: 'https://acme.example/1', expires: '2027-01-01', cases: null },
    ]);
  });
});
