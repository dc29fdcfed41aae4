import type { Case, Omission } from '../model/case.js';
import type { Planned } from '../model/event.js';
import type { InputError } from '../model/input-error.js';
import { fileFails } from '../spec/source.js';
import type { Part } from './part.js';

/** The whole plan of parts that belong together, or why they do not make a whole. */
export function joinPlans(parts: readonly Part[]): Planned | InputError {
  const cases = new Map<number, Case>();
  const omitted = new Map<number, Omission>();
  for (const { plan } of parts) {
    for (const [n, each] of plan.cases.entries()) cases.set(plan.positions.cases[n] ?? -1, each);
    for (const [n, each] of plan.omitted.entries()) omitted.set(plan.positions.omitted[n] ?? -1, each);
  }
  const whole = { cases: inOrder(cases), omitted: inOrder(omitted) };
  if (whole.cases === null || whole.omitted === null)
    return fileFails('merge', 'The parts leave gaps in the plan.', 'One of them was edited; run it again.');
  const repeat = parts[0]?.plan.repeat;
  return { type: 'plan', cases: whole.cases, omitted: whole.omitted, ...(repeat === undefined ? {} : { repeat }) };
}

/** The values at 0, 1, 2, …; null where one is missing. */
function inOrder<T>(values: ReadonlyMap<number, T>): readonly T[] | null {
  const made = Array.from({ length: values.size }, (_, n) => values.get(n));
  return made.every((value) => value !== undefined) ? made : null;
}
