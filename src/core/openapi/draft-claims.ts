import { defined } from '../model/defined.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import type { Level } from '../model/claim.js';
import { describeSchema } from '../schema/describe-schema.js';
import { asArray, asObject } from '../wire/json.js';
import { pointer, pointerSteps, valueAt } from '../wire/pointer.js';
import type { ConvertedSchema } from './convert-schema.js';
import type { Located, OpenApiDocument } from './document.js';
import { quoteMember, quoteValue, type Excerpt } from './excerpt.js';

/** A claim as `claims.yaml` writes it. */
export interface DraftClaim {
  readonly id: string;
  readonly basis: 'stated';
  readonly level?: Level;
  readonly levelReason?: string;
  readonly says: string;
  readonly quote: string;
  readonly line?: number;
  readonly heldBy?: readonly JsonObject[];
  readonly uncheckable?: string;
}

/** A schema whose members name their claims, and these claims. */
export interface ClaimedSchema {
  readonly schema: JsonSchema;
  readonly claims: readonly DraftClaim[];
}

/** A claim with its quotation. */
export function makeClaim(
  id: string,
  says: string,
  { quote, line }: Excerpt,
  rest: Pick<DraftClaim, 'heldBy' | 'uncheckable' | 'level' | 'levelReason'>,
): DraftClaim {
  return { id, basis: 'stated', ...pick(rest), says, quote, ...defined({ line: line ?? undefined }) };
}

function pick(rest: Pick<DraftClaim, 'heldBy' | 'uncheckable' | 'level' | 'levelReason'>): typeof rest {
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
}

/**
 * Writes a claim for every member of a schema, and names it at the member.
 * @param prefix `acme.response`
 * @param known the claims of members that an earlier schema shares, by their place in the document
 */
export function claimMembers(
  document: OpenApiDocument,
  root: Located,
  converted: ConvertedSchema,
  prefix: string,
  known: Map<string, string>,
): ClaimedSchema {
  const claims: DraftClaim[] = [];
  const claimAt = new Map<string, string>([['', prefix]]);
  const { schema } = converted;
  const subject = SUBJECTS.get(prefix.split('.').at(-1) ?? '') ?? 'It';
  claims.push(
    makeClaim(
      prefix,
      `${subject} has the documented form: ${describeSchema(schema, schema)}.`,
      quoteValue(document, root),
      {},
    ),
  );
  for (const [place, member] of converted.members) {
    const shared = known.get(member.pointer);
    const id = shared ?? unusedId(idOf(prefix, place), known);
    claimAt.set(place, id);
    if (shared !== undefined) continue;
    known.set(member.pointer, id);
    const isRequired = asArray(asObject(member.parent.value)?.['required']).includes(member.name);
    const words = describeSchema(asObject(valueAt(schema, place)) ?? {}, schema);
    const says = `\`${member.name}\`${isRequired ? ' is present' : ', if present'}: ${words}.`;
    claims.push(makeClaim(id, says, quoteMember(document, member), {}));
  }
  return { schema: withClaims(schema, claimAt, ''), claims };
}

/** How a sentence names what a schema describes. */
const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['response', 'A response'],
  ['chunk', 'An event of a stream'],
  ['error', 'An error'],
  ['models', 'The list of models'],
]);

/** `acme.models` and `/properties/data/items/properties/id` → `acme.models.data[].id` */
function idOf(prefix: string, place: string): string {
  const steps = pointerSteps(place);
  const names: string[] = [];
  for (let n = 0; n < steps.length; n += 1) {
    const step = steps[n] ?? '';
    if (step === 'items') names.push(`${names.pop() ?? ''}[]`);
    else if (['properties', '$defs', 'allOf', 'anyOf', 'patternProperties'].includes(step)) {
      n += 1;
      if (step === 'properties' || step === '$defs') names.push((steps[n] ?? '').replaceAll(/[^A-Za-z0-9_-]/gu, '_'));
    }
  }
  return [prefix, ...names].join('.');
}

function unusedId(wished: string, known: ReadonlyMap<string, string>): string {
  const taken = new Set(known.values());
  let id = wished;
  for (let n = 2; taken.has(id); n += 1) id = `${wished}-${n}`;
  return id;
}

function withClaims(node: JsonSchema, claims: ReadonlyMap<string, string>, at: string): JsonSchema {
  const claim = claims.get(at);
  const { $schema, ...rest } = node;
  const inner = Object.entries(rest).map(([keyword, value]) => {
    const place = at + pointer(keyword);
    if (keyword === 'properties' || keyword === '$defs' || keyword === 'patternProperties') {
      const members = Object.entries(asObject(value) ?? {});
      return [
        keyword,
        Object.fromEntries(
          members.map(([name, each]) => [name, withClaims(asObject(each) ?? {}, claims, place + pointer(name))]),
        ),
      ];
    }
    if (keyword === 'anyOf' || keyword === 'allOf')
      return [keyword, asArray(value).map((each, n) => withClaims(asObject(each) ?? {}, claims, place + pointer(n)))];
    if (keyword === 'items' || keyword === 'additionalProperties')
      return [keyword, asObject(value) === null ? value : withClaims(asObject(value) ?? {}, claims, place)];
    return [keyword, value];
  });
  return {
    ...defined({ $schema, 'x-claim': claim }),
    ...(Object.fromEntries(inner) as JsonSchema),
  };
}
