import type { Claim, Holder, SchemaName } from '../model/claim.js';
import type { InputError } from '../model/input-error.js';
import type { Contradiction, Erratum, Spec } from '../model/spec.js';
import { asObject, isObject } from '../wire/narrow.js';
import { pointer as formatPointer, valueAt } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { duplicates } from './duplicates.js';
import { FEATURES } from './features.js';
import { didYouMean } from './nearest.js';
import type { ParsedClaims } from './parse-claims.js';
import type { ParsedSchema } from './parse-schema.js';
import type { Path, Source } from './source.js';

/** The parts of a spec, each well formed, whose references to one another are to be held. */
export interface Parts {
  /** spec.yaml. */
  readonly source: Source;
  readonly written: {
    readonly docs: readonly { readonly id: string }[];
    readonly auth: readonly { readonly id: string; readonly claim: string }[];
    readonly features: Spec['features'];
    readonly examples: readonly { readonly doc: string }[];
    readonly errata: readonly Erratum[];
    readonly contradictions: readonly Contradiction[];
  };
  /** The spec's own claims. */
  readonly claims: ParsedClaims;
  /** Its own and those of the standards that it names. */
  readonly all: readonly Claim[];
  readonly schemas: ReadonlyMap<SchemaName, ParsedSchema>;
}

/** Says of every name in a spec that leads nowhere, or not where it should, what is wrong with it. */
export function crossCheck(parts: Parts): readonly InputError[] {
  const { claims, source } = parts;
  return [
    ...duplicates(claims.source, [], claims.claims),
    ...claims.claims.flatMap((claim, n) =>
      claim.heldBy.flatMap((holder, m) => judgeHolder(holder, claim, [n, 'heldBy', m], parts)),
    ),
    ...[...parts.schemas.values()].flatMap((schema) =>
      schema.claimed.flatMap(({ claim, path }) => wantClaim(claim, schema.source, [...path, 'x-claim'], parts.all)),
    ),
    ...judgeFeatures(parts),
    ...parts.written.auth.flatMap(({ claim }, n) => wantClaim(claim, source, ['auth', n, 'claim'], parts.all)),
    ...parts.written.contradictions.flatMap(({ claims: ids }, n) =>
      ids.flatMap((id, m) => wantClaim(id, source, ['contradictions', n, 'claims', m], parts.all)),
    ),
    ...parts.written.examples.flatMap(({ doc }, n) => {
      const docs = parts.written.docs.map(({ id }) => id);
      return docs.includes(doc)
        ? []
        : [source.fail(['examples', n, 'doc'], `There is no doc ${quote(doc)}.`, didYouMean(doc, docs))];
    }),
    ...parts.written.errata.flatMap((erratum, n) => {
      const node = wantNode(erratum, source, ['errata', n], parts);
      return 'errors' in node ? node.errors : [];
    }),
  ];
}

function wantClaim(id: string, source: Source, path: Path, all: readonly Claim[]): readonly InputError[] {
  const ids = all.map((claim) => claim.id);
  return ids.includes(id) ? [] : [source.fail(path, `There is no claim ${quote(id)}.`, didYouMean(id, ids))];
}

function judgeFeatures({ written, source, all, schemas }: Parts): readonly InputError[] {
  const parameters = requestParameters(schemas);
  return Object.entries(written.features).flatMap(([feature, id]) => {
    const path: Path = ['features', feature];
    const claim = all.find((each) => each.id === id);
    if (claim === undefined) return wantClaim(id, source, path, all);
    const known = [...FEATURES, ...written.auth.map((scheme) => `auth.${scheme.id}`), ...parameters];
    if (!known.includes(feature)) {
      return [source.fail(path, `There is no feature ${quote(feature)}.`, didYouMean(feature, known), 'key')];
    }
    if (claim.basis !== 'silent') return [];
    return [source.fail(path, `${id} is silent: it cannot promise ${feature}.`, 'Name a stated or shown claim.')];
  });
}

function judgeHolder(holder: Holder, claim: Claim, path: Path, parts: Parts): readonly InputError[] {
  const { source } = parts.claims;
  if (holder.by === 'schema') {
    const found = wantNode(holder, source, path, parts);
    if ('errors' in found || found.claim === claim.id) return 'errors' in found ? found.errors : [];
    const has = found.claim === null ? 'no `x-claim`' : `the \`x-claim\` ${quote(found.claim)}`;
    const reason = `The node at ${quote(holder.pointer)} of ${holder.schema}.schema.json has ${has}.`;
    return [source.fail([...path, 'pointer'], reason, `Give it "x-claim": "${claim.id}".`)];
  }
  if (holder.by !== 'feature') return [];
  const known = [...Object.keys(parts.written.features), ...requestParameters(parts.schemas)];
  if (known.includes(holder.feature)) return [];
  const reason = `${quote(holder.feature)} is neither a feature of this spec nor a parameter of its request schema.`;
  return [source.fail([...path, 'feature'], reason, didYouMean(holder.feature, known))];
}

function wantNode(
  { schema, pointer }: { readonly schema: SchemaName; readonly pointer: string },
  source: Source,
  path: Path,
  { schemas }: Parts,
): { readonly claim: string | null } | { readonly errors: readonly InputError[] } {
  const parsed = schemas.get(schema);
  if (parsed === undefined) {
    const reason = `There is no ${schema}.schema.json.`;
    return { errors: [source.fail([...path, 'schema'], reason, didYouMean(schema, [...schemas.keys()]))] };
  }
  const node = valueAt(parsed.schema, pointer);
  if (isObject(node)) return { claim: typeof node['x-claim'] === 'string' ? node['x-claim'] : null };
  const claimed = parsed.claimed.map((each) => formatPointer(...each.path));
  const reason = `${quote(pointer)} leads to no node of ${schema}.schema.json.`;
  return { errors: [source.fail([...path, 'pointer'], reason, didYouMean(pointer, claimed))] };
}

function requestParameters(schemas: ReadonlyMap<SchemaName, ParsedSchema>): readonly string[] {
  return Object.keys(asObject(schemas.get('request')?.schema['properties']) ?? {});
}
