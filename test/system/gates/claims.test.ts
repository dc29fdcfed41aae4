import { expect, test } from 'vitest';
import { checks } from '../../../src/core/judge/checks.js';
import { dictatedTexts } from '../../../src/core/judge/dictated-texts.js';
import { judge } from '../../../src/core/judge/judge.js';
import type { Case } from '../../../src/core/model/case.js';
import type { Claim, Holder } from '../../../src/core/model/claim.js';
import type { Spec } from '../../../src/core/model/spec.js';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import type { Fault } from '../../../src/reference/fault.js';
import { type Reply, withHeader } from '../../../src/reference/reply.js';
import { reachedClaims } from '../../../src/core/schema/reached-claims.js';
import { refusing } from '../../../src/reference/openai-chat/faults/kit/refusals.js';
import { makeInProcess } from '../../support/in-process-reference.js';
import { valueOf } from '../../support/result.js';
import { casesOf, modelOf, suites, sweptSpecs } from '../../support/specs-and-suites.js';
import { readList } from '../faults/read-list.js';
import { holderKey, nothingObserved, observe } from './observe.js';

const unobserved = await readList(new URL('./unobserved.yaml', import.meta.url));
const silent = new Set<string>();

/** A provider that is out of quota or out of order, with the documented error: faithful, though it serves no request. */
function refusingWith(spec: Spec, status: number): Fault {
  const holders = spec.claims.flatMap(({ heldBy }) => heldBy);
  const typed = holders.find(
    (holder) => holder.by === 'check' && holder.check === 'error-type' && holder.with['status'] === status,
  );
  const type = typed?.by === 'check' ? typed.with['type'] : undefined;
  const refused = refusing(() => true, { status, type: typeof type === 'string' ? type : 'server_error' });
  const hooks = { ...refused, reply: (reply: Reply) => withHeader(reply, 'retry-after', '1') };
  return {
    id: `${status}`,
    area: 'errors',
    title: '',
    seen: [],
    specs: [],
    expect: { check: '', at: '' },
    shownBy: [],
    hooks,
  };
}

/** The cases of a further version of an API, which `api-versions.test.ts` judges. */
function otherCasesOf(spec: Spec): readonly Case[] {
  if (spec.id !== 'anthropic') return [];
  const headers = { 'anthropic-version': '2026-10-21' };
  return valueOf(makePlan({ specs: [spec], suites, model: modelOf(spec), headers })).cases;
}

/** Holders that nothing in a run against the faithful reference puts to work, as `<claim> by <what>`. */
function idleHolders(spec: Spec): readonly string[] {
  const observed = nothingObserved();
  const claims = new Set<string>();
  const cases = casesOf(spec);
  const dictated = dictatedTexts(cases);
  const look = (testCase: Case, faults: readonly Fault[]): void => {
    const exchanges = makeInProcess(spec, faults).ask(testCase);
    observe(spec, testCase, exchanges, observed);
    const { request } = spec.schemas;
    for (const { body } of request === undefined ? [] : testCase.steps)
      if (body !== undefined && request !== undefined) for (const id of reachedClaims(request, body)) claims.add(id);
    for (const id of judge({ case: testCase, spec, exchanges, controlWorks: true, dictated }).observed) claims.add(id);
  };
  for (const testCase of cases) look(testCase, []);
  for (const testCase of cases.filter(({ id }) => id === 'basic/minimal'))
    for (const status of [402, 403, 409, 413, 429, 500, 502, 503, 504, 529])
      look(testCase, [refusingWith(spec, status)]);
  for (const id of observed.silent) silent.add(id);
  const isAtWork = (claim: Claim, holder: Holder): boolean => {
    switch (holder.by) {
      case 'check':
        return observed.applied.has(holderKey(claim.id, holder.check, holder.with));
      case 'schema':
        return observed.reached.has(claim.id) || claims.has(claim.id);
      case 'mistake':
        return [...cases, ...otherCasesOf(spec)].some(({ mistake }) => mistake === holder.mistake);
      case 'case':
        return cases.some(({ id }) => id === holder.case);
      case 'feature':
        return (
          claims.has(claim.id) ||
          cases.some((testCase) => testCase.about === holder.feature || uses(testCase, holder.feature))
        );
    }
  };
  return spec.claims.flatMap((claim) =>
    claim.heldBy
      .filter((holder) => !isAtWork(claim, holder))
      .map((holder) => `${claim.id} by ${holder.by === 'check' ? holder.check : holder.by}`),
  );
}

function uses({ needs, steps }: Case, feature: string): boolean {
  return needs.includes(feature) || steps.some(({ body }) => body !== undefined && feature in body);
}

test('every holder of a claim is used in a run, or is on the list', { timeout: 240_000 }, () => {
  // A claim of a standard is idle only if no spec that has it puts it to work.
  const idleBySpec = sweptSpecs.map((spec) => ({ spec, idle: new Set(idleHolders(spec)) }));
  const isUsed = (id: string): boolean =>
    idleBySpec.some(
      ({ spec, idle: own }) => !own.has(id) && spec.claims.some((claim) => id.startsWith(`${claim.id} by `)),
    );
  const idle = new Set(idleBySpec.flatMap(({ idle: own }) => [...own]).filter((id) => !isUsed(id)));
  expect([...idle].toSorted()).toEqual(unobserved.entries.map(({ id }) => id).toSorted());
  expect(unobserved.entries.length).toBe(unobserved.size);
});

test('every check applies to a faithful exchange without a report', () => {
  expect(checks.map(({ id }) => id).filter((id) => !silent.has(id))).toEqual([]);
});
