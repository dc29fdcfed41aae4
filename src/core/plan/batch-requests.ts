import { dialectOf } from '../dialect/index.js';
import type { Case, Step } from '../model/case.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { isDocumented } from './resolve-step.js';
import type { PlannedRequest } from './planned-request.js';

/** A smaller batch saves less than its rejection costs. */
const SMALLEST_BATCH = 3;

interface Group {
  readonly specs: readonly Spec[];
  /** Whether its request is that of a case about parameters together: it gets no further parameters. */
  readonly fixed: boolean;
  step: Step;
  readonly planned: number[];
}

/**
 * Combines the requests of batchable cases into as few requests as possible. A batched request has the parameters of all its
 * cases and is valid by their specs. A case joins the request of parameters together that has all of its parameters, else
 * the smallest batch that fits, so that a rejected batch costs little.
 * @param places the positions of the candidates in `cases`
 */
export function batchRequests(
  cases: readonly Case[],
  places: readonly number[],
  specs: readonly Spec[],
): readonly PlannedRequest[] {
  const groups: Group[] = [];
  const isFixed = (planned: number): boolean => cases[planned]?.combines === true;
  for (const planned of places.toSorted((a, b) => Number(isFixed(b)) - Number(isFixed(a)))) {
    const each = cases[planned];
    const step = each?.steps[0];
    if (each?.joins !== true || each.expects !== 'accepted' || each.steps.length > 1 || step === undefined) continue;
    const own = specs.filter(({ id }) => each.specs.includes(id));
    const fitting = groups.flatMap((group) => {
      const batched = group.specs.length === own.length && group.specs.every((spec) => own.includes(spec));
      const both = batched ? join(group.step, step, own) : null;
      const isAllowed = both !== null && (!group.fixed || (each.combines !== true && same(both, group.step)));
      return isAllowed ? [{ group, both }] : [];
    });
    const [smallest] = fitting.toSorted(
      (a, b) => Number(b.group.fixed) - Number(a.group.fixed) || a.group.planned.length - b.group.planned.length,
    );
    if (smallest === undefined) groups.push({ specs: own, fixed: isFixed(planned), step, planned: [planned] });
    else {
      smallest.group.step = smallest.both;
      smallest.group.planned.push(planned);
    }
  }
  return groups
    .filter(({ fixed, planned }) => planned.length >= (fixed ? 2 : SMALLEST_BATCH))
    .map(({ step, planned }) => ({ step, planned: planned.toSorted((a, b) => a - b) }))
    .map(({ step, planned }) => ({ step, plannedSteps: planned.map((n) => ({ planned: n, step: 0 })), batched: true }));
}

/** A step with the parameters of both; null if they contradict each other or a spec does not allow them together. */
function join(one: Step, other: Step, specs: readonly Spec[]): Step | null {
  const { body: a, ...rest } = one;
  const { body: b, ...otherwise } = other;
  if (a === undefined || b === undefined || !same(rest, otherwise)) return null;
  const names = Object.keys(a).filter((name) => Object.hasOwn(b, name));
  if (!names.every((name) => same(a[name], b[name]))) return null;
  const body: JsonObject = { ...a, ...b };
  const isAllowed = specs.every((spec) => !hasTwoLimits(body, spec) && isDocumented(spec, body));
  return isAllowed ? { ...one, body } : null;
}

/** With two token limits nothing shows which one was obeyed. */
function hasTwoLimits(body: JsonObject, spec: Spec): boolean {
  return dialectOf(spec).request.tokenLimits.filter((name) => (body[name] ?? null) !== null).length > 1;
}

function same(a: Json | object | undefined, b: Json | object | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
