import type { Claim, Mistake } from '../model/claim.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asObject, asString } from '../wire/narrow.js';

/** A need that either of two parameters meets. */
export const TOKEN_LIMIT = 'token-limit';

/** The schema of a request parameter that the documents name, or null. What they are silent about does not count. */
export function parameterSchema(spec: Spec, name: string): JsonObject | null {
  const properties = asObject(spec.schemas.request?.['properties']) ?? {};
  const schema = Object.hasOwn(properties, name) ? asObject(properties[name]) : null;
  return schema !== null && !isSilent(spec, asString(schema['x-claim'])) ? schema : null;
}

/** The names of all documented request parameters, in the order of the schema. */
export function documentedParameters(spec: Spec): readonly string[] {
  const names = Object.keys(asObject(spec.schemas.request?.['properties']) ?? {});
  return names.filter((name) => parameterSchema(spec, name) !== null);
}

/** Whether the documents promise a feature, or name the request parameter. */
export function promises(spec: Spec, need: string): boolean {
  if (need === TOKEN_LIMIT) return documentedLimits(spec).length > 0;
  return Object.hasOwn(spec.features, need) || parameterSchema(spec, need) !== null;
}

/** Whether the documents know a request parameter: by its schema, or by a feature that is about it. */
export function knowsParameter(spec: Spec, name: string): boolean {
  if (promises(spec, name)) return true;
  return Object.keys(spec.features).some((feature) => feature.startsWith(`${name}.`));
}

/** The parameters that limit the tokens of an answer, the older name first. */
export const LIMITS: readonly string[] = ['max_tokens', 'max_completion_tokens'];

/** The parameters that the documents give for a limit of tokens. */
export function documentedLimits(spec: Spec): readonly string[] {
  return LIMITS.filter((name) => parameterSchema(spec, name) !== null);
}

/**
 * The parameter that limits the tokens of a request: the one that was chosen, where the documents give it, else the first;
 * null where there is none.
 */
export function limitParameter(spec: Spec, chosen: string | undefined): string | null {
  const documented = documentedLimits(spec);
  return documented.find((name) => name === chosen) ?? documented[0] ?? null;
}

/** Requests outside the documented operation, of whose refusals the documents of that operation do not speak. */
const BEYOND: ReadonlySet<Mistake> = new Set(['wrong-method', 'unknown-path']);

/** The feature that has the refusal of a request with this mistake judged, where no claim speaks of the mistake. */
export function errorsOf(mistake: Mistake): string {
  return BEYOND.has(mistake) ? 'errors-everywhere' : 'errors';
}

/** Whether a request with this mistake can be judged: its refusal is promised, or what errors look like there is. */
export function judgesMistake(spec: Spec, mistake: Mistake): boolean {
  if (Object.hasOwn(spec.features, errorsOf(mistake))) return true;
  return spec.claims.some((claim) =>
    claim.heldBy.some((holder) => holder.by === 'mistake' && holder.mistake === mistake),
  );
}

/** Whether a claim promises the parameter or feature itself, or the case of this id, rather than for some models. */
export function promisesOutright(spec: Spec, name: string, id: string): boolean {
  const isHeld = (claim: Claim): boolean =>
    claim.heldBy.some((holder) => holder.by === 'feature' && holder.feature === name);
  return Object.hasOwn(spec.features, name) || spec.claims.some(isHeld) || promisesCase(spec, id);
}

/** Whether a claim names the case of this id as what holds the provider to it. */
export function promisesCase(spec: Spec, id: string): boolean {
  return spec.claims.some((claim) => claim.heldBy.some((holder) => holder.by === 'case' && holder.case === id));
}

function isSilent(spec: Spec, claim: string | null): boolean {
  return claim !== null && spec.claims.find((each) => each.id === claim)?.basis === 'silent';
}
