import { memoize } from '../model/memoize.js';
import type { Spec } from '../model/spec.js';
import { adoptWithout } from '../schema/validator.js';
import { asObject } from '../wire/json.js';

/**
 * A spec as it holds for one run: without the features and request parameters that its documents deny the model or the
 * version of the API.
 * @param headers choose a documented version, as `versionHeaders` finds them
 */
export function specForRun(spec: Spec, model: string, headers: Readonly<Record<string, string>> = {}): Spec {
  const version = findVersion(spec, headers);
  const lacking = new Set([
    ...(version?.lacks ?? []),
    ...spec.modelDifferences.flatMap(({ lacks, models, unless }) => {
      const isConcerned =
        unless === undefined ? models !== undefined && matches(models, model) : !matches(unless, model);
      return isConcerned ? lacks : [];
    }),
  ]);
  const chosen =
    version === undefined ? spec : { ...spec, headers: { ...spec.headers, [version.header]: version.value } };
  return lacking.size === 0 ? chosen : withoutOnce(chosen, lacking);
}

/** Those of these headers that choose a version which one of the specs documents. */
export function versionHeaders(
  specs: readonly Spec[],
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name, value]) =>
      specs.some((spec) => findVersion(spec, { [name.toLowerCase()]: value }) !== undefined),
    ),
  );
}

function findVersion(
  { versions }: Spec,
  headers: Readonly<Record<string, string>>,
): Spec['versions'][number] | undefined {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return versions.find(({ header, value }) => given.get(header) === value);
}

/** Specs by what they lack. Several plans of one process have the same specs, and each schema is compiled once. */
const reduced = memoize((_spec: Spec) => new Map<string, Spec>());

function withoutOnce(spec: Spec, lacking: ReadonlySet<string>): Spec {
  const known = reduced(spec);
  const key = JSON.stringify([...lacking]);
  const made = known.get(key) ?? without(spec, lacking);
  known.set(key, made);
  return made;
}

function without(spec: Spec, lacking: ReadonlySet<string>): Spec {
  const filter = <T>(members: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(members).filter(([name]) => !lacking.has(name)));
  const { request } = spec.schemas;
  const properties = asObject(request?.['properties']);
  const ofRun = { ...spec, features: filter(spec.features) };
  if (request === undefined || properties === null || !Object.keys(properties).some((name) => lacking.has(name)))
    return ofRun;
  const left = { ...request, properties: filter(properties) };
  adoptWithout(left, request, lacking);
  return { ...ofRun, schemas: { ...spec.schemas, request: left } };
}

// The loader of specs has compiled the pattern before.
function matches(pattern: string, model: string): boolean {
  return new RegExp(pattern, 'u').test(model);
}
