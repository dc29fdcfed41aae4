import type { JsonObject } from '../model/json.js';
import type { RequestDefault, Spec } from '../model/spec.js';
import { dialectOf } from './index.js';

/** The body with the parameters that the documents require for the features that it uses; what it has itself stays. */
export function withDefaults(body: JsonObject, spec: Spec): JsonObject {
  return defaultsOf(body, spec).reduce((request, { parameters }) => ({ ...parameters, ...request }), body);
}

/** Whether a body has the parameters that the documents require for the features that it uses. */
export function hasDefaults(body: JsonObject, spec: Spec): boolean {
  return defaultsOf(body, spec).every(({ parameters }) =>
    Object.entries(parameters).every(([name, value]) => JSON.stringify(body[name]) === JSON.stringify(value)),
  );
}

function defaultsOf(body: JsonObject, spec: Spec): readonly RequestDefault[] {
  if (spec.requestDefaults.length === 0) return [];
  const used = dialectOf(spec).usedFeatures(body);
  return spec.requestDefaults.filter(({ features }) => features.some((feature) => used.includes(feature)));
}
