import { defined } from '../core/model/defined.js';
import type { JsonObject } from '../core/model/json.js';

/** What is refused, whether a request has it, a case with it, and the status; 400 by default. */
export type RefusedFeature = readonly [
  name: string,
  is: (body: JsonObject) => boolean,
  shownBy: string,
  status?: number,
];

/** Whether a request has a parameter. */
export const named = (name: string) => (body: JsonObject) => Object.hasOwn(body, name);

/** How a dialect refuses requests. */
interface RefusingDialect<Hooks> {
  /** What the ids of its faults begin with. */
  readonly prefix: string;
  /** The type of its errors with a 5xx status. */
  readonly serverError: string;
  readonly refusing: (
    is: (body: JsonObject) => boolean,
    refusal: { readonly status: number; readonly type?: string },
  ) => Hooks;
}

/** Faults that refuse each of these features wherever a request has it, with the documented error. */
export function refuseEach<Hooks>(
  features: readonly RefusedFeature[],
  { prefix, serverError, refusing }: RefusingDialect<Hooks>,
) {
  return features.map(([name, is, shownBy, status = 400]) => ({
    id: `${prefix}refuses-${name.replaceAll('_', '-')}`,
    title: `Every request with ${name.replaceAll('-', ' ')} gets ${status}.`,
    seen: [],
    expect: { check: 'acceptance', at: 'status' },
    shownBy: [shownBy],
    hooks: refusing(is, { status, ...defined({ type: status < 500 ? undefined : serverError }) }),
  }));
}
