import { describe, expect, it } from 'vitest';
import type { Divergence, Place } from '../../../src/core/model/divergence.js';
import type { InconclusiveReason, CaseResult } from '../../../src/core/model/case-result.js';
import { compareOrigins, type Side } from '../../../src/core/report/origin.js';
import type { ExchangeFacts } from '../../../src/core/report/findings/exchange-facts.js';
import { readError } from '../../../src/core/report/findings/error-signature.js';
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
const facts: ExchangeFacts = {
  id: 0,
  features: new Set(),
  status: 200,
  accepted: true,
  error: null,
  size: 0,
  ms: 1,
  absent: new Set<string>(),
  curl: null,
};
const withoutVerdict = (reason: InconclusiveReason): Partial<CaseResult> => ({
  verdict: 'inconclusive',
  inconclusive: { reason, detail: '' },
});
const created = divergence('schema', '/choices/0/created');
const side = (results: readonly CaseResult[], more: Partial<Side> = {}): Side => ({
  results,
  exchanges: new Map(),
  recovered: false,
  ...more,
});
const origin = (there: readonly CaseResult[], here: CaseResult = result([created])): unknown =>
  compareOrigins(side([here]), side(there)).results[0]?.divergences[0]?.origin;
const repaired = (here: readonly CaseResult[], there: readonly CaseResult[]): readonly string[] =>
  compareOrigins(side(here), side(there)).repaired.map((each) => `${each.case} ${each.divergence.check}`);

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

  it('is introduced where the upstream does not show it in its whole run', () => {
    const passed = result([], { observed: [created.claim] });
    expect(origin([passed])).toBe('introduced');
    expect(origin([passed, result([], { case: 'basic/b', observed: [created.claim] })])).toBe('introduced');
  });

  it('is of unknown origin where the upstream passed the test here and failed it elsewhere: it is intermittent', () => {
    const passed = result([], { observed: [created.claim] });
    expect(origin([passed, result([created], { case: 'basic/b' })])).toBe('unknown');
  });

  it('is of unknown origin where repetitions show it sometimes, on either side', () => {
    const sometimes = { ...created, intermittent: { seen: 1, of: 3 } };
    const passed = result([], { observed: [created.claim] });
    expect(origin([passed], result([sometimes]))).toBe('unknown');
    expect(origin([result([sometimes])])).toBe('unknown');
    expect(origin([result([sometimes])], result([sometimes]))).toBe('unknown');
  });

  it('is of unknown origin where few cases show it, and a request with all that theirs has passes', () => {
    const features = (...names: readonly string[]): ExchangeFacts => ({ ...facts, features: new Set(names) });
    const exchanges = new Map([
      [0, features('/messages')],
      [1, features('/messages', '/stream=true')],
    ]);
    const shows = result([created], { exchanges: [0] });
    const passes = result([], { case: 'basic/b', observed: [created.claim], exchanges: [1] });
    const upstream = side([result([], { observed: [created.claim] })]);
    const originIn = (results: readonly CaseResult[]) =>
      compareOrigins(side(results, { exchanges }), upstream).results[0]?.divergences[0]?.origin;
    expect(originIn([shows, passes])).toBe('unknown');
    expect(
      originIn([
        { ...shows, exchanges: [1] },
        { ...passes, exchanges: [0] },
      ]),
    ).toBe('introduced');
    const also = ['basic/c', 'basic/d'].map((id) => ({ ...shows, case: id }));
    expect(originIn([shows, ...also, passes])).toBe('introduced');
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
    expect(compareOrigins(side([here]), side([refused])).results[0]?.divergences[1]?.origin).toBe('introduced');
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

describe('a refusal by a gateway', () => {
  const refused = divergence('acceptance', '', { kind: 'refused', at: { part: 'status' }, exchange: 1 });
  const answered = (status: number, body: string) =>
    new Map([[1, { ...facts, id: 1, status, error: readError(status, body, null) }]]);
  const originOf = (here: Side['exchanges'], there: Side['exchanges'], more: Partial<Side> = {}) =>
    compareOrigins(
      side([result([refused])], { exchanges: here }),
      side([result([refused])], { exchanges: there, ...more }),
    ).results[0]?.divergences[0]?.origin;

  it('is inherited with the status and the body of the upstream, whatever their white space, ids and order', () => {
    expect(
      originOf(
        answered(400, '{"error": {"type": "t", "message": "no top_p (request req_abc123def456)"}}'),
        answered(400, '{"error":{"message":"no top_p (request req_fed654cba321)","type":"t"}}'),
      ),
    ).toBe('inherited');
  });

  it('is introduced with another body, or another status', () => {
    const own = '{"error":{"message":"upstream failed"}}';
    expect(originOf(answered(400, own), answered(400, '{"error":{"message":"no top_p"}}'))).toBe('introduced');
    expect(originOf(answered(502, own), answered(400, own))).toBe('introduced');
  });

  it('is of unknown origin if it is a 5xx and the upstream fails by chance', () => {
    const there = answered(500, '{"error":{"message":"oops"}}');
    expect(originOf(answered(502, 'bad gateway'), there, { recovered: true })).toBe('unknown');
    expect(originOf(answered(400, 'bad gateway'), there, { recovered: true })).toBe('introduced');
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

  it('is not where the gateway shows it in another case, or another mismatch of the same check at its place', () => {
    const passed = result([], { observed: [created.claim] });
    expect(repaired([passed, result([created], { case: 'basic/b' })], [result([created])])).toEqual([]);
    const other = { ...created, kind: 'wrong-type' as const, claim: 'another claim' };
    expect(repaired([passed, result([other], { case: 'basic/b' })], [result([created])])).toEqual([]);
  });

  it('is not where the upstream shows it sometimes', () => {
    const sometimes = { ...created, intermittent: { seen: 1, of: 3 } };
    expect(repaired([result([], { observed: [created.claim] })], [result([sometimes])])).toEqual([]);
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
