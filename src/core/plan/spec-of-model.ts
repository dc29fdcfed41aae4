import type { Spec } from '../model/spec.js';
import { asObject } from '../wire/json.js';

/** A spec as it holds for one model: without the features and request parameters that its documents deny the model. */
export function specOfModel(spec: Spec, model: string): Spec {
  const lacking = new Set(
    spec.modelDifferences.flatMap(({ lacks, models, unless }) => {
      const isConcerned =
        unless === undefined ? models !== undefined && matches(models, model) : !matches(unless, model);
      return isConcerned ? lacks : [];
    }),
  );
  if (lacking.size === 0) return spec;
  const without = <T>(members: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !lacking.has(name)));
  const { request } = spec.schemas;
  const properties = asObject(request?.['properties']);
  const lacksParameter = properties !== null && Object.keys(properties).some((name) => lacking.has(name));
  return {
    ...spec,
    features: without(spec.features),
    ...(request === undefined || properties === null || !lacksParameter
      ? {}
      : { schemas: { ...spec.schemas, request: { ...request, properties: without(properties) } } }),
  };
}

// The loader of specs has compiled the pattern before.
function matches(pattern: string, model: string): boolean {
  return new RegExp(pattern, 'u').test(model);
}
