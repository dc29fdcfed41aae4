import { describe, expect, it } from 'vitest';
import type { BaselineEntry } from '../../../src/core/model/baseline.js';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import { compareBaseline } from '../../../src/core/report/compare-baseline.js';
import { NO_FACTS } from '../../../src/core/report/findings/exchange-facts.js';
import { makeFindings } from '../../../src/core/report/findings/make-findings.js';
import { entryOf } from '../../../src/core/report/edit-baseline.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';
import { makeEntry } from './entry.js';

const ON = '2026-11-20T10:00:00.000Z';
const diverging = makeResult({ divergences: [makeDivergence()] });

function compare(results: readonly CaseResult[], entries: readonly BaselineEntry[], startedAt = ON) {
  const { results: marked, state } = compareBaseline(results, { file: 'b.yaml', entries }, startedAt);
  if (state === null) throw new Error('A baseline gives a state');
  return { marked, state, known: marked.flatMap(({ divergences }) => divergences.map(({ baseline }) => baseline)) };
}

describe('compareBaseline', () => {
  it('leaves results alone where there is no baseline', () => {
    const { results, state } = compareBaseline([diverging], null, ON);
    expect(results).toEqual([diverging]);
    expect(state).toBeNull();
  });

  it('marks what an entry names, which stays the divergence that it is', () => {
    const { marked, state } = compare([diverging], [makeEntry({ issue: 'https://acme.example/1' })]);
    expect(marked[0]?.verdict).toBe('diverges');
    expect(marked[0]?.divergences).toEqual([
      { ...makeDivergence(), baseline: { reason: 'The vendor is at it.', issue: 'https://acme.example/1' } },
    ]);
    expect(state).toMatchObject({ known: 1, new: 0, stale: [], expired: [] });
  });

  it.each([
    ['case', { case: 'streaming/tools' }],
    ['spec', { spec: 'other' }],
    ['check', { check: 'chunk-constant' }],
    ['kind', { kind: 'wrong-type' }],
    ['place', { place: 'chunk /choices/*/delta' }],
  ])('takes a divergence for new where the entry has another %s', (_what, other) => {
    const { state, known } = compare([diverging], [makeEntry(other)]);
    expect(known).toEqual([undefined]);
    expect(state).toMatchObject({ known: 0, new: 1 });
  });

  it('knows a divergence whatever the chunk and the position', () => {
    const elsewhere = makeDivergence({ at: { part: 'chunk', chunk: 9, pointer: '/choices/2/index' } });
    expect(compare([makeResult({ divergences: [elsewhere] })], [makeEntry()]).state.known).toBe(1);
  });

  it('writes the very entry that knows a divergence', () => {
    for (const at of [
      { part: 'status' },
      { part: 'stream' },
      { part: 'header', name: 'Content-Type' },
      { part: 'body', pointer: '' },
      { part: 'chunk', chunk: 1, pointer: '/a b/12/x' },
    ] as const) {
      const result = makeResult({ divergences: [makeDivergence({ at })] });
      const { findings, results } = makeFindings([result], NO_FACTS);
      const entries = findings.map((finding) => ({ ...entryOf(finding), lines: { first: 1, last: 6 } }));
      expect(compare(results, entries).state).toMatchObject({ known: 1, new: 0 });
    }
  });

  it('calls an entry stale where its case ran, could be judged, and did not show it', () => {
    const entry = makeEntry();
    expect(compare([makeResult()], [entry]).state.stale).toEqual([entry]);
  });

  it.each<[string, readonly CaseResult[]]>([
    ['did not run', []],
    ['was inconclusive', [makeResult({ verdict: 'inconclusive' })]],
    ['was refused', [makeResult({ divergences: [makeDivergence({ kind: 'refused', at: { part: 'status' } })] })]],
  ])('says nothing of an entry whose case %s', (_what, results) => {
    expect(compare(results, [makeEntry()]).state.stale).toEqual([]);
  });

  it('does not call an entry stale that says that its divergence comes and goes', () => {
    expect(compare([makeResult()], [makeEntry({ intermittent: true })]).state.stale).toEqual([]);
  });

  it('counts an entry until the end of its last day, and then as none', () => {
    const entry = makeEntry({ expires: '2026-11-20' });
    expect(compare([diverging], [entry], '2026-11-20T23:59:59.000Z').state).toMatchObject({ known: 1, expired: [] });
    const after = compare([diverging], [entry], '2026-11-21T00:00:00.000Z').state;
    expect(after).toMatchObject({ known: 0, new: 1, expired: [entry], stale: [] });
    expect(compare([makeResult()], [entry], '2026-11-21T00:00:00.000Z').state.stale).toEqual([]);
  });

  it('lists entries without a reason, and does not count notes as new', () => {
    const entry = makeEntry({ reason: ' ' });
    const note = makeDivergence({ level: 'note', kind: 'undocumented-field' });
    const { state } = compare([makeResult({ divergences: [makeDivergence(), note] })], [entry]);
    expect(state).toMatchObject({ known: 1, new: 0, unexplained: [entry] });
  });
});
