import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { coverClaims, pickCases, QUICK_REQUESTS } from '../../../src/core/plan/quick.js';
import { requestsOf } from '../../../src/core/plan/requests-of.js';
import { loadSuites } from '../../../src/io/files/load-suites.js';
import { loadQuickChoice, loadTestedClaims } from '../../../src/io/files/tested-claims.js';
import { rehearse } from '../../../src/reference/rehearse.js';
import { chooseQuickCases, recordedClaims } from '../../../src/run/quick-cases.js';
import { specOf } from '../../support/specs-and-suites.js';
import { asksAlone, makeCase, makeStep } from '../../support/case.js';

const { suites, digest } = await loadSuites();

describe('a quick run', () => {
  it.each<[string, number]>([
    // 181 of 216 claims, 96 of 96 (in six requests), 95 of 100, 69 of 75 and 52 of 54 when this was written.
    ['openai', 0.8],
    ['greenpt', 0.95],
    ['cryptgpt', 0.9],
    ['generalcompute', 0.85],
    ['gpt-ge', 0.9],
  ])('of %s meets at least %d of the claims of a full one, in twelve requests', async (id, share) => {
    const spec = specOf(id);
    const own = [spec];
    const made = makePlan({ specs: own, suites, model: spec.models.recommended ?? 'm' });
    if ('errors' in made) throw new Error('no plan');
    const claims = rehearse(made.value, own);
    const places = coverClaims(made.value, own, claims);
    // The build recorded the same, and chose the same.
    expect(recordedClaims(made.value, own, digest)).toEqual(claims);
    const reduce = chooseQuickCases(made.value, own, digest, undefined);
    expect(reduce(made.value)).toEqual(pickCases(made.value, places));
    expect(loadQuickChoice(spec, digest)?.chosen).toEqual(places);
    const met = new Set(places.flatMap((n) => [...(claims[n] ?? [])]));
    const all = new Set(claims.flatMap((each) => [...each]));
    const { sent, fallback } = requestsOf(pickCases(made.value, places).cases, own);
    // Also if every case is sent separately, because no batched request is accepted.
    const alone = [...sent.filter(({ batched }) => !batched), ...fallback].length;
    expect(Math.max(sent.length, alone)).toBeLessThanOrEqual(QUICK_REQUESTS);
    expect(met.size / all.size).toBeGreaterThanOrEqual(share);
    // Nothing that still fits would add to it.
    const fitting = [...made.value.cases.keys()].filter(
      (n) => (made.value.cases[n]?.steps.length ?? 0) <= QUICK_REQUESTS - alone,
    );
    expect(fitting.flatMap((n) => [...(claims[n] ?? [])]).filter((claim) => !met.has(claim))).toEqual([]);
  });

  it.each<[string, number]>([
    // 184 of 210 claims, 101 of 107 and 98 of 109 when this was written.
    ['openai', 0.85],
    ['greenpt', 0.9],
    ['cryptgpt', 0.85],
  ])('of a spec or suites that the build does not know needs no rehearsal: %s', (id, share) => {
    const spec = specOf(id);
    const made = makePlan({ specs: [spec], suites, model: spec.models.recommended ?? 'm' });
    if (!made.ok) throw new Error('no plan');
    const tested = loadTestedClaims(spec, digest);
    const metBy = (testDigest: string): number =>
      new Set(
        chooseQuickCases(
          made.value,
          [spec],
          testDigest,
          undefined,
        )(made.value).cases.flatMap((testCase) => tested?.get(testCase.id) ?? []),
      ).size;
    expect(metBy('of other suites') / metBy(digest)).toBeGreaterThanOrEqual(share);
  });

  it('takes the control case, then what puts the most further claims to the test for each request', () => {
    const cases = ['basic/minimal', 'a', 'b', 'c', 'd'].map((id) => asksAlone(makeCase({ id })));
    const twice = makeCase({ id: 'e', steps: [makeStep(), makeStep()] });
    const claims = ['w', 'wx', 'wxy', 'z', '', 'pq'].map((names) => new Set(names));
    const plan = { cases: [...cases, twice], omitted: [] };
    expect(coverClaims(plan, [], claims, 12)).toEqual([0, 2, 3, 5]);
    expect(coverClaims(plan, [], claims, 2)).toEqual([0, 2]);
    expect(coverClaims(plan, [], claims, 4)).toEqual([0, 2, 3]);
    expect(pickCases(plan, [0, 3]).cases.map(({ id }) => id)).toEqual(['basic/minimal', 'c']);
  });
});
