import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case, Step } from '../../../../src/core/model/case.js';
import type { JsonObject } from '../../../../src/core/model/json.js';
import { requestsOf } from '../../../../src/core/plan/requests-of.js';
import type { PlannedRequest } from '../../../../src/core/plan/planned-request.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { casesOf, sweptSpecs } from '../../../support/specs-and-suites.js';
import { specWith } from '../../../support/spec.js';
import { propertyRuns } from '../../../support/property-runs.js';

const acme = { ...specWith({}), id: 'acme' };
const requestWith = (body: JsonObject, given: Partial<Step> = {}): Step =>
  makeStep({ body: { model: 'm-1', ...body }, ...given });
const joining = (id: string, body: JsonObject, given: Partial<Case> = {}): Case =>
  makeCase({ id, joins: true, steps: [requestWith({ messages: [], ...body })], ...given });

/** The requests of a plan by the cases that they are sent for, batched ones with a plus. */
function namesOf(cases: readonly Case[], judging = [acme]): readonly string[] {
  const name = ({ plannedSteps, batched }: PlannedRequest): string =>
    plannedSteps
      .map(({ planned, step }) => `${cases[planned]?.id}${step === 0 ? '' : `#${step}`}`)
      .join(batched ? '+' : ' ');
  return requestsOf(cases, judging).sent.map(name);
}

describe('steps that ask the same', () => {
  const one = requestWith({ messages: [], user: 'x' });
  const single = (id: string, step: Step, given: Partial<Case> = {}): Case => makeCase({ id, steps: [step], ...given });

  it('share a request, whatever the order of their parameters', () => {
    const turned = requestWith({ user: 'x', messages: [] });
    const two = makeCase({ id: 'c', steps: [requestWith({ messages: [] }), one] });
    expect(namesOf([single('a', one), single('b', turned), two])).toEqual(['a b c#1', 'c']);
  });

  it.each<[string, Partial<Step>]>([
    ['another path', { path: '/models' }],
    ['another method', { method: 'PUT' }],
    ['another header', { headers: { 'accept-encoding': 'gzip' } }],
    ['another key', { auth: { kind: 'wrong', scheme: null } }],
    ['another scheme', { auth: { kind: 'valid', scheme: 'second' } }],
    ['a stream', { stream: true }],
    ['a hang-up', { stream: true, hangUpAfter: 3 }],
  ])('do not where they go on the wire with %s', (_, given) => {
    expect(namesOf([single('a', one), single('b', { ...one, ...given })])).toEqual(['a', 'b']);
  });

  it('have the plain form if one of their cases sends the same twice', () => {
    const varied = Array.from({ length: 20 }, (_, n) => single(`basic/${n}`, one));
    const forms = (...more: readonly Case[]) =>
      varied.map((each) => requestsOf([each, ...more], [acme]).sent[0]?.step.variation);
    expect(new Set(forms()).size).toBeGreaterThan(2);
    expect(new Set(forms(makeCase({ id: 'twice', steps: [one, one] })))).toEqual(new Set([undefined]));
  });

  it('take a scheme that is not named for the first', () => {
    const named = { ...one, auth: { kind: 'valid' as const, scheme: acme.auth[0]?.id ?? '' } };
    expect(namesOf([single('a', one), single('b', named)])).toEqual(['a b']);
  });

  it('are two requests within one case, and shared unless one case awaits a refusal', () => {
    expect(namesOf([makeCase({ id: 'a', steps: [one, one] }), single('b', one)])).toEqual(['a b', 'a#1']);
    expect(namesOf([single('a', one), single('b', one, { expects: 'either' })])).toEqual(['a b']);
    expect(namesOf([single('a', one), single('b', one, { expects: 'refused' })])).toEqual(['a', 'b']);
  });

  it('are not shared with the control case, nor with what follows a hang-up', () => {
    const hung = makeCase({ id: 'a', steps: [{ ...one, stream: true, hangUpAfter: 1 }, one] });
    expect(namesOf([makeCase({ steps: [one] }), hung, single('b', one)])).toEqual(['basic/minimal', 'a', 'a#1', 'b']);
  });
});

describe('cases that may be batched', () => {
  it('are, in as few requests as hold them; the smallest takes the next', () => {
    const cases = [
      joining('a.min', { a: 0 }),
      joining('a.max', { a: 2 }),
      ...['b', 'c', 'd', 'e'].map((id) => joining(id, { [id]: 1 })),
    ];
    expect(namesOf(cases)).toEqual(['a.min+b+d', 'a.max+c+e']);
    const { sent, fallback, batchFor, requestFor } = requestsOf(cases, [acme]);
    expect(sent[0]?.step.body).toEqual({ model: 'm-1', messages: [], a: 0, b: 1, d: 1 });
    expect(fallback.map(({ plannedSteps }) => plannedSteps)).toEqual(cases.map((_, planned) => [{ planned, step: 0 }]));
    expect(batchFor(2)).toBe(sent[0]);
    expect(requestFor({ planned: 2, step: 0 }).step).toMatchObject(cases[2]?.steps[0] ?? {});
  });

  const third = [joining('b', { b: 1 }), joining('c', { c: 1 })];
  it.each<[string, Case]>([
    ['is not marked', makeCase({ id: 'a', steps: [requestWith({ messages: [], a: 1 })] })],
    ['may be refused', joining('a', { a: 1 }, { expects: 'either' })],
    ['has to be', joining('a', { a: 1 }, { expects: 'refused', mistake: 'out-of-range' })],
    ['has two steps', joining('a', {}, { steps: [requestWith({ a: 1 }), requestWith({ a: 2 })] })],
    ['asks something else', joining('a', { messages: [{ role: 'user', content: 'Hi' }], a: 1 })],
    ['requests a stream', joining('a', {}, { steps: [requestWith({ messages: [], a: 1 }, { stream: true })] })],
    ['is judged by others', joining('a', { a: 1 }, { specs: ['acme', 'other'] })],
  ])('leave out one that %s', (_, left) => {
    expect(namesOf([left, ...third, joining('d', { d: 1 })], [acme, { ...acme, id: 'other' }])).toContain('b+c+d');
  });

  it('are not where two limits would meet, no document knows the whole, or it saves next to nothing', () => {
    const limits = [
      joining('a', { max_tokens: 5 }),
      joining('b', { max_completion_tokens: 5 }),
      joining('c', { c: 1 }),
    ];
    expect(namesOf(limits)).toEqual(['a', 'b', 'c']);
    const restricted = specWith({ schemas: { request: { type: 'object', maxProperties: 3 } } });
    const three = [joining('a', { a: 1 }), ...third];
    expect(namesOf(three, [{ ...restricted, id: 'acme' }])).toEqual(['a', 'b', 'c']);
    expect(namesOf(third)).toEqual(['b', 'c']);
  });

  it('need no other request where one asks the same anyway', () => {
    const same = makeCase({ id: 'z', steps: [requestWith({ messages: [], b: 1 })] });
    expect(namesOf([joining('a', { a: 1 }), ...third, joining('d', { d: 1 }), same])).toEqual(['a+c+d', 'b z']);
  });
});

describe.each(sweptSpecs.map((spec) => [spec.id, spec] as const))('the requests of %s', (_, spec) => {
  it('serve every step exactly once by itself, whatever is selected', () => {
    assert(
      property(shuffledSubarray([...casesOf(spec)]), (cases) => {
        const { sent, fallback, requestFor } = requestsOf(cases, [spec]);
        const own = [...sent.filter(({ batched }) => !batched), ...fallback];
        const turns = own.flatMap(({ plannedSteps }) => plannedSteps.map(({ planned, step }) => `${planned} ${step}`));
        const all = cases.flatMap(({ steps }, planned) => steps.map((__, step) => `${planned} ${step}`));
        expect(turns.toSorted()).toEqual(all.toSorted());
        for (const { step, plannedSteps } of sent.filter(({ batched }) => batched)) {
          for (const turn of plannedSteps) expect(step.body).toMatchObject(requestFor(turn).step.body ?? {});
        }
      }),
      propertyRuns(20),
    );
  });
});
