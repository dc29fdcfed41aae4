import type { Claim, Holder, SchemaName } from '../model/claim.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { JsonObject } from '../model/json.js';
import type { Contradiction, Erratum, Spec } from '../model/spec.js';
import { asObject, isObject } from '../wire/json.js';
import { pointer as formatPointer, valueAt, type Path } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { COMMON_FEATURES } from './features.js';
import type { ParsedClaims } from './parse-claims.js';
import type { ParsedSchema } from './parse-schema.js';
import { duplicateIds, type Source } from './source.js';
import { didYouMean } from './suggestion.js';

/** The parts of a spec. Each is valid by itself; their references to one another are still unchecked. */
export interface SpecParts {
  /** spec.yaml. */
  readonly source: Source;
  readonly head: {
    readonly docs: readonly { readonly id: string }[];
    readonly auth: readonly { readonly id: string; readonly claim: string }[];
    readonly modelDifferences: Spec['modelDifferences'];
    readonly versions: Spec['versions'];
    readonly requestDefaults: Spec['requestDefaults'];
    readonly features: Spec['features'];
    readonly examples: readonly { readonly doc: string }[];
    readonly errata: readonly Erratum[];
    readonly contradictions: readonly Contradiction[];
  };
  /** The spec's own claims. */
  readonly claims: ParsedClaims;
  /** The spec's own claims and those of its standards. */
  readonly all: readonly Claim[];
  readonly schemas: ReadonlyMap<SchemaName, ParsedSchema>;
  /** The features of the spec's dialect. */
  readonly features: readonly string[];
}

/** Checks every reference between the parts of a spec: claims, features, pages, schema nodes. */
export function crossCheck(parts: SpecParts): readonly InputError[] {
  const { claims, head, source } = parts;
  const docs = head.docs.map(({ id }) => id);
  return [
    ...duplicateIds(claims.source, ['claims'], claims.claims),
    ...claims.claims.flatMap((claim, n) => {
      const listed = claim.heldBy.filter(({ by }) => by !== 'schema');
      return listed.flatMap((holder, m) => checkHolder(holder, ['claims', n, 'heldBy', m], parts));
    }),
    ...[...parts.schemas.values()].flatMap((schema) =>
      schema.claimed.flatMap(({ claim, path }) => checkClaimId(claim, schema.source, [...path, 'x-claim'], parts.all)),
    ),
    ...checkFeatures(parts),
    ...checkRequestDefaults(parts),
    ...head.auth.flatMap(({ claim }, n) => checkClaimId(claim, source, ['auth', n, 'claim'], parts.all)),
    ...head.modelDifferences.flatMap(({ claim }, n) =>
      checkClaimId(claim, source, ['modelDifferences', n, 'claim'], parts.all),
    ),
    ...head.versions.flatMap(({ claim }, n) => checkClaimId(claim, source, ['versions', n, 'claim'], parts.all)),
    ...head.contradictions.flatMap(({ claims: ids }, n) =>
      ids.flatMap((id, m) => checkClaimId(id, source, ['contradictions', n, 'claims', m], parts.all)),
    ),
    ...head.examples.flatMap(({ doc }, n) =>
      docs.includes(doc)
        ? []
        : [source.fail(['examples', n, 'doc'], `There is no doc ${quote(doc)}.`, didYouMean(doc, docs))],
    ),
    ...head.errata.flatMap((erratum, n) => {
      const node = findNode(erratum, source, ['errata', n], parts);
      return node.ok ? [] : node.errors;
    }),
  ];
}

function checkClaimId(id: string, source: Source, path: Path, all: readonly Claim[]): readonly InputError[] {
  const ids = all.map((claim) => claim.id);
  return ids.includes(id) ? [] : [source.fail(path, `There is no claim ${quote(id)}.`, didYouMean(id, ids))];
}

function checkFeatures({ head, source, all, schemas, features }: SpecParts): readonly InputError[] {
  const parameters = requestParameters(schemas);
  return Object.entries(head.features).flatMap(([feature, id]) => {
    const path: Path = ['features', feature];
    const claim = all.find((each) => each.id === id);
    if (claim === undefined) return checkClaimId(id, source, path, all);
    const known = [...COMMON_FEATURES, ...features, ...head.auth.map((scheme) => `auth.${scheme.id}`), ...parameters];
    if (!known.includes(feature)) {
      return [source.fail(path, `There is no feature ${quote(feature)}.`, didYouMean(feature, known), 'key')];
    }
    if (claim.basis !== 'silent') return [];
    return [
      source.fail(
        path,
        `${id} has the basis \`silent\`: it cannot promise ${feature}.`,
        'Name a stated or shown claim.',
      ),
    ];
  });
}

function checkRequestDefaults({ head, source, all, schemas }: SpecParts): readonly InputError[] {
  const [promised, known] = [Object.keys(head.features), requestParameters(schemas)];
  return head.requestDefaults.flatMap(({ features, parameters, claim }, n) => {
    const path: Path = ['requestDefaults', n];
    return [
      ...features.flatMap((feature, m) =>
        promised.includes(feature)
          ? []
          : [
              source.fail(
                [...path, 'features', m],
                `\`features\` does not have ${quote(feature)}.`,
                didYouMean(feature, promised),
              ),
            ],
      ),
      ...Object.keys(parameters).flatMap((name) =>
        known.includes(name)
          ? []
          : [
              source.fail(
                [...path, 'parameters', name],
                `request.schema.json has no parameter ${quote(name)}.`,
                didYouMean(name, known),
                'key',
              ),
            ],
      ),
      ...checkClaimId(claim, source, [...path, 'claim'], all),
    ];
  });
}

function checkHolder(holder: Holder, path: Path, parts: SpecParts): readonly InputError[] {
  if (holder.by !== 'feature') return [];
  const known = [...Object.keys(parts.head.features), ...requestParameters(parts.schemas)];
  if (known.includes(holder.feature)) return [];
  const reason = `${quote(holder.feature)} is neither a feature of this spec nor a parameter of its request schema.`;
  return [parts.claims.source.fail([...path, 'feature'], reason, didYouMean(holder.feature, known))];
}

function findNode(
  { schema, pointer }: { readonly schema: SchemaName; readonly pointer: string },
  source: Source,
  path: Path,
  { schemas }: SpecParts,
): Result<JsonObject> {
  const parsed = schemas.get(schema);
  if (parsed === undefined) {
    const reason = `There is no ${schema}.schema.json.`;
    return fail([source.fail([...path, 'schema'], reason, didYouMean(schema, [...schemas.keys()]))]);
  }
  const node = valueAt(parsed.schema, pointer);
  if (isObject(node)) return ok(node);
  const claimed = parsed.claimed.map((each) => formatPointer(...each.path));
  const reason = `${quote(pointer)} leads to no node of ${schema}.schema.json.`;
  return fail([source.fail([...path, 'pointer'], reason, didYouMean(pointer, claimed))]);
}

function requestParameters(schemas: ReadonlyMap<SchemaName, ParsedSchema>): readonly string[] {
  return Object.keys(asObject(schemas.get('request')?.schema['properties']) ?? {});
}
