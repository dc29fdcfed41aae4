import { describe, expect, it } from 'vitest';
import type { Divergence, Place } from '../../../src/core/model/divergence.js';
import type { InconclusiveReason, CaseResult } from '../../../src/core/model/case-result.js';
import { compareOrigins } from '../../../src/core/report/origin.js';
import { bareResult as result } from '../../support/bare-result.js';

const divergence = (check: string, pointer: string, more: Partial<Divergence> = {}): Divergence => ({
  check,
  claim: `claim of ${check}`,
  level: 'must',
  kind: 'missing-field',
  at: { part: 'body', pointer },
  expected: 'an integer',
  actual: 'nothing',
  occurrences: 1,
  exchange: 0,
  sentence: '',
  source: { title: '', url: '', quote: null },
  ...more,
});
const withoutVerdict = (reason: InconclusiveReason): Partial<CaseResult> => ({
  verdict: 'inconclusive',
  inconclusive: { reason, detail: '' },
});
const created = divergence('schema', '/choices/0/created');
const origin = (there: readonly CaseResult[], here: CaseResult = result([created])): unknown =>
  compareOrigins([here], there).results[0]?.divergences[0]?.origin;
const repaired = (here: readonly CaseResult[], there: readonly CaseResult[]): readonly string[] =>
  compareOrigins(here, there).repaired.map((each) => `${each.case} ${each.divergence.check}`);

describe('a divergence of a gateway', () => {
  it('is inherited where the upstream shows it in the same case, whatever the position', () => {
    expect(origin([result([divergence('schema', '/choices/3/created')])])).toBe('inherited');
  });

  it.each<[string, Place, Partial<Divergence>]>([
    ['place', { part: 'body', pointer: '/choices/0/model' }, {}],
    ['part of the answer', { part: 'chunk', chunk: 0, pointer: '/choices/0/created' }, {}],
    ['kind', { part: 'body', pointer: '/choices/0/created' }, { kind: 'wrong-type' }],
    ['check', { part: 'body', pointer: '/choices/0/created' }, { check: 'other' }],
  ])('is introduced where the upstream diverges in another %s', (_what, at, more) => {
    expect(origin([result([{ ...created, at, ...more }])])).toBe('introduced');
  });

  it('is introduced where the upstream, put to the same test, passed it; whatever other cases show', () => {
    const passed = result([], { observed: [created.claim] });
    expect(origin([passed])).toBe('introduced');
    expect(origin([passed, result([created], { case: 'basic/b' })])).toBe('introduced');
  });

  it('is inherited where the upstream was not put to the test in that case, and fails it in another', () => {
    expect(origin([result([]), result([created], { case: 'basic/b' })])).toBe('inherited');
    expect(origin([result([]), result([created], { case: 'basic/b', spec: 'greenpt' })])).toBe('introduced');
  });

  it('is inherited where the upstream refuses what the gateway lets through, and fails it in its answers', () => {
    const accepted = divergence('refusal', '', { kind: 'accepted-invalid', at: { part: 'status' } });
    const here = result([created, accepted]);
    const refused = result([], { observed: [created.claim, accepted.claim] });
    expect(origin([refused, result([created], { case: 'basic/b' })], here)).toBe('inherited');
    expect(compareOrigins([here], [refused]).results[0]?.divergences[1]?.origin).toBe('introduced');
  });

  it.each<InconclusiveReason>(['network', 'unauthorized', 'rate-limited', 'server-error'])(
    'is of unknown origin where the upstream gave no answer to compare: %s',
    (reason) => {
      expect(origin([result([], withoutVerdict(reason))])).toBe('unknown');
    },
  );

  it('is of unknown origin where the upstream was not asked, unless it shows the same elsewhere', () => {
    expect(origin([])).toBe('unknown');
    expect(origin([result([created], { case: 'basic/b' })])).toBe('inherited');
  });
});

describe('a divergence of the upstream', () => {
  it('is repaired where the gateway, put to the same test, does not show it', () => {
    expect(repaired([result([], { observed: [created.claim] })], [result([created])])).toEqual(['basic/a schema']);
  });

  it('is not where the gateway shows it, was not put to the test, or was not asked', () => {
    expect(repaired([result([created])], [result([created])])).toEqual([]);
    expect(repaired([result([])], [result([created])])).toEqual([]);
    expect(repaired([result([], withoutVerdict('network'))], [result([created])])).toEqual([]);
    expect(repaired([], [result([created])])).toEqual([]);
  });

  it('is not where the gateway refused the request', () => {
    const refused = divergence('acceptance', '', { kind: 'refused', at: { part: 'status' } });
    const here = result([refused], { observed: [created.claim] });
    expect(repaired([here], [result([created])])).toEqual([]);
  });

  it('of a field that no claim knows is repaired where the answers were put to the same tests', () => {
    const extra = divergence('undocumented-field', '/extra', { kind: 'undocumented-field', level: 'note' });
    const there = result([extra], { observed: ['a', 'b'] });
    expect(repaired([result([], { observed: ['a', 'b', 'c'] })], [there])).toEqual(['basic/a undocumented-field']);
    expect(repaired([result([], { observed: ['a'] })], [there])).toEqual([]);
  });
});
