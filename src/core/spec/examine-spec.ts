import type { Dialect } from '../dialect/dialect.js';
import { type Claim, type Holder, type SchemaName, levelRank } from '../model/claim.js';
import type { Spec } from '../model/spec.js';
import { claimOfMember } from '../schema/subschemas.js';
import { schemaNodes } from '../schema/schema-nodes.js';
import { promises } from '../schema/promises.js';
import { compileSchema } from '../schema/validator.js';
import { asArray, asString, isObject } from '../wire/json.js';
import { pointer, valueAt } from '../wire/pointer.js';

/** What a person should look at in a spec. An error leads to false positives; a warning may be as documented. */
export interface SpecConcern {
  readonly severity: 'error' | 'warning';
  /** A claim, or a place in a schema. */
  readonly at: string;
  readonly text: string;
}

/** Finds what is doubtful in a spec by reading it: no request is sent. */
export function examineSpec(spec: Spec, dialect: Dialect): readonly SpecConcern[] {
  return [...plainConcerns(spec, dialect), ...missingParts(spec), ...closedSchemas(spec), ...weakQuotations(spec)];
}

/** What a plain reply of the dialect lacks although the spec requires it, and no example of the documents has. */
function plainConcerns(spec: Spec, dialect: Dialect): readonly SpecConcern[] {
  const concerns = new Map<string, SpecConcern>();
  for (const { schema: name, value, feature } of dialect.documents.plain) {
    if (feature !== undefined && !promises(spec, feature)) continue;
    const schema = spec.schemas[name];
    if (schema === undefined) continue;
    for (const { claim: id, pointer: place, keyword } of compileSchema(schema).validate(value)) {
      // The documents require the member and show it.
      if (keyword === 'required' && isShown(spec, name, place)) continue;
      const claim = spec.claims.find((each) => each.id === id);
      const isNote = claim?.level === 'note';
      const at = id ?? `${name}.schema.json ${place}`;
      const text = `A plain ${name} of this API family breaks it at ${place === '' ? 'the top' : place} (${keyword})`;
      concerns.set(at, {
        severity: isNote ? 'warning' : 'error',
        at,
        text: isNote
          ? `${text}. It is a note and never fails a run.`
          : `${text}. Set level: note, unless the provider was seen to do so.`,
      });
    }
  }
  return [...concerns.values()];
}

/** Whether an example of the documents has a value in this place of a body. */
function isShown({ examples }: Spec, schema: SchemaName, place: string): boolean {
  return examples.some((each) => each.schema === schema && valueAt(each.value, place) !== undefined);
}

function missingParts({ schemas, features }: Spec): readonly SpecConcern[] {
  const warn = (at: string, text: string): SpecConcern => ({ severity: 'warning', at, text });
  return [
    ...(schemas.response === undefined
      ? [warn('response.schema.json', 'There is none: responses are not checked.')]
      : []),
    ...(Object.hasOwn(features, 'stream') && schemas.chunk === undefined
      ? [warn('chunk.schema.json', 'Streams are documented and no schema of their events: they are not checked.')]
      : []),
    ...(schemas.error === undefined ? [warn('error.schema.json', 'There is none: errors are not checked.')] : []),
  ];
}

/** Schemas of responses that exclude unknown members: a new field would be a divergence. */
function closedSchemas({ schemas }: Spec): readonly SpecConcern[] {
  return (['response', 'chunk', 'error', 'models'] as const).flatMap((name) => {
    const schema = schemas[name];
    if (schema === undefined) return [];
    return [...schemaNodes(schema)]
      .filter(({ node }) => node['additionalProperties'] === false || node['unevaluatedProperties'] === false)
      .map(({ path }) => ({
        severity: 'warning' as const,
        at: `${name}.schema.json ${pointer(...path)}`,
        text: 'It excludes unknown members. Keep that only if the documents say so: most generated documents do not mean it.',
      }));
  });
}

/** Claims whose quotation probably does not carry what they assert. */
function weakQuotations(spec: Spec): readonly SpecConcern[] {
  const required = requiredClaims(spec);
  const { request: _, ...replies } = spec.schemas;
  const promised = requiredClaims({ schemas: replies });
  return spec.claims
    .filter((claim) => claim.spec === spec.id && levelRank(claim.level) > levelRank('note'))
    .flatMap((claim) => {
      const why = whyWeak(claim, required.get(claim.id) ?? null) ?? whyOptional(claim, promised.get(claim.id) ?? null);
      return why === null ? [] : [{ severity: 'warning' as const, at: claim.id, text: why }];
    });
}

/** The names of members that a schema requires, by their claim. */
function requiredClaims({ schemas }: Pick<Spec, 'schemas'>): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  for (const schema of Object.values(schemas)) {
    for (const { node } of schemaNodes(schema)) {
      for (const name of asArray(node['required']).flatMap((each) => asString(each) ?? [])) {
        const claim = isObject(node) ? claimOfMember(node, schema, name) : null;
        if (claim !== null) claims.set(claim, name);
      }
    }
  }
  return claims;
}

/** Quoted lines of a schema. */
const SCHEMA_LINES = /^\s*"?(?:\$ref"?:|type"?:\s*"?(?:string|integer|number|boolean|array|object))/mu;

/** @param member the member of a reply that the schema requires under this claim */
function whyOptional({ quote, level }: Claim, member: string | null): string | null {
  const isSilent = quote !== null && SCHEMA_LINES.test(quote) && !/required/iu.test(quote);
  return member !== null && level === 'must' && isSilent
    ? `The quotation does not say that \`${member}\` is required.`
    : null;
}

function whyWeak({ quote, heldBy }: Claim, member: string | null): string | null {
  if (quote === null) return null;
  if (member !== null && !quote.includes(member))
    return `The quotation does not name \`${member}\`, which the schema requires.`;
  const mistake = heldBy.find((holder): holder is Extract<Holder, { by: 'mistake' }> => holder.by === 'mistake');
  const [status] = mistake?.status ?? [];
  if (status !== undefined && !quote.includes(String(status)))
    return `The quotation does not name the status ${status}.`;
  if (/^(?:GET|POST|url:|https?:)\S*\s*\S*$/u.test(quote.trim()) && mistake !== undefined)
    return 'The quotation is an address: it says nothing about a refusal.';
  return null;
}
