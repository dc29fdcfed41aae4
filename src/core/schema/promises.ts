import type { Claim, Mistake } from '../model/claim.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asObject, asString } from '../wire/json.js';

/**
 * The schema of a documented request parameter that cases may send, or null. A parameter whose claim is `silent` is not
 * supported; `x-unsent` marks one whose effect no case can judge.
 */
export function parameterSchema(spec: Spec, name: string): JsonObject | null {
  const properties = asObject(spec.schemas.request?.['properties']) ?? {};
  const schema = Object.hasOwn(properties, name) ? asObject(properties[name]) : null;
  const isSent = schema !== null && schema['x-unsent'] !== true && !isSilent(spec, asString(schema['x-claim']));
  return isSent ? schema : null;
}

/** The names of all documented request parameters, in the order of the schema. */
export function documentedParameters(spec: Spec): readonly string[] {
  const names = Object.keys(asObject(spec.schemas.request?.['properties']) ?? {});
  return names.filter((name) => parameterSchema(spec, name) !== null);
}

/** Whether the documents promise a feature, or document the request parameter. */
export function promises(spec: Spec, need: string): boolean {
  return Object.hasOwn(spec.features, need) || parameterSchema(spec, need) !== null;
}

/** Whether the documents mention a request parameter: in its schema, or in a feature about it. */
export function knowsParameter(spec: Spec, name: string): boolean {
  if (promises(spec, name)) return true;
  return Object.keys(spec.features).some((feature) => feature.startsWith(`${name}.`));
}

/** Requests outside the documented operation. The documents of the operation do not describe their refusals. */
const BEYOND: ReadonlySet<Mistake> = new Set(['wrong-method', 'unknown-path']);

/** The feature that documents the refusal of a request with this mistake if no claim names the mistake. */
export function errorsOf(mistake: Mistake): string {
  return BEYOND.has(mistake) ? 'errors-everywhere' : 'errors';
}

/** Whether a request with this mistake can be judged: the documents promise its refusal or the form of errors. */
export function judgesMistake(spec: Spec, mistake: Mistake): boolean {
  if (Object.hasOwn(spec.features, errorsOf(mistake))) return true;
  return spec.claims.some((claim) =>
    claim.heldBy.some((holder) => holder.by === 'mistake' && holder.mistake === mistake),
  );
}

/** Whether a claim promises the parameter, feature or case for every model. */
export function promisesOutright(spec: Spec, name: string, id: string): boolean {
  const isHeld = (claim: Claim): boolean =>
    claim.heldBy.some((holder) => holder.by === 'feature' && holder.feature === name);
  return Object.hasOwn(spec.features, name) || spec.claims.some(isHeld) || promisesCase(spec, id);
}

/** Whether a claim is held by the case of this id. */
export function promisesCase(spec: Spec, id: string): boolean {
  return spec.claims.some((claim) => claim.heldBy.some((holder) => holder.by === 'case' && holder.case === id));
}

function isSilent(spec: Spec, claim: string | null): boolean {
  return claim !== null && spec.claims.find((each) => each.id === claim)?.basis === 'silent';
}
