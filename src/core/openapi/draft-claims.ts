import { defined } from '../model/defined.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import type { Level } from '../model/claim.js';
import { asArray, asObject, asString } from '../wire/json.js';
import { pointer, pointerSteps, valueAt } from '../wire/pointer.js';
import type { Parameter } from './convert-request.js';
import type { ConvertedSchema } from './convert-schema.js';
import { entriesAt, memberAt, type Located, type OpenApiDocument } from './document.js';
import { quoteMember, quotePath, quoteValue, type Excerpt } from './excerpt.js';
import type { FoundOperation } from './find-operation.js';
import type { FoundSchemas, FoundStatus } from './find-schemas.js';

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
  claims.push(makeClaim(prefix, `It has the documented shape.`, quoteValue(document, root), {}));
  for (const [place, member] of converted.members) {
    const shared = known.get(member.pointer);
    const id = shared ?? unusedId(idOf(prefix, place), known);
    claimAt.set(place, id);
    if (shared !== undefined) continue;
    known.set(member.pointer, id);
    claims.push(makeClaim(id, sayMember(member), quoteMember(document, member), {}));
  }
  return { schema: withClaims(converted.schema, claimAt, ''), claims };
}

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

function sayMember(member: Located & { readonly name: string; readonly parent: Located }): string {
  const isRequired = asArray(asObject(member.parent.value)?.['required']).includes(member.name);
  const schema = asObject(member.value) ?? {};
  const type = [schema['type'] ?? []].flat().map(String).join(' or ');
  const what = type === '' ? 'as documented' : type;
  return isRequired ? `\`${member.name}\` is present: ${what}.` : `\`${member.name}\`, if present, is ${what}.`;
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

/** Claims about the operation itself, its parameters, its key and its statuses. */
export function claimOperation(
  document: OpenApiDocument,
  operation: FoundOperation,
  found: FoundSchemas,
  id: string,
): readonly DraftClaim[] {
  const success = found.statuses.find(({ status }) => status.startsWith('2'));
  return [
    makeClaim(
      `${id}.http.path`,
      `The operation is ${operation.method} ${operation.path}.`,
      quotePath(document, [
        operation.at.pointer.split('/').slice(0, -1).join('/'),
        ...['', '/operationId', '/summary', '/description'].flatMap((step) =>
          valueAt(document.value, operation.at.pointer + step) === undefined ? [] : [operation.at.pointer + step],
        ),
      ]),
      { heldBy: [{ feature: 'endpoint' }] },
    ),
    ...(success === undefined ? [] : claimSuccess(document, success, found, id)),
    ...found.statuses.flatMap((status) => claimFailure(document, status, id)),
    ...(found.terminator === null
      ? []
      : [
          makeClaim(
            `${id}.stream.end`,
            `A stream ends with the data ${found.terminator.data}.`,
            quoteValue(document, found.terminator.at),
            { heldBy: [{ check: 'sse-terminator' }] },
          ),
        ]),
  ];
}

function claimSuccess(
  document: OpenApiDocument,
  success: FoundStatus,
  { response, stream }: FoundSchemas,
  id: string,
): readonly DraftClaim[] {
  const types = entriesAt(memberAt(success.at, 'content') ?? { value: {}, pointer: '' });
  const json = types.find(([name]) => /^application\/(?:.+\+)?json/u.test(name));
  const sse = types.find(([name]) => name.startsWith('text/event-stream'));
  const quote = (at: Located): Excerpt =>
    quotePath(document, [
      success.at.pointer,
      `${success.at.pointer}/description`,
      `${success.at.pointer}/content`,
      at.pointer,
    ]);
  return [
    ...(json === undefined || response === null
      ? []
      : [
          makeClaim(`${id}.http.json`, 'A request without a stream is answered by one JSON document.', quote(json[1]), {
            heldBy: [
              { check: 'answer-form', with: { form: 'json' } },
              { check: 'media-type', with: { form: 'json', type: 'application/json' } },
              { check: 'json-document', with: { form: 'json' } },
            ],
          }),
        ]),
    ...(sse === undefined || stream === null
      ? []
      : [
          makeClaim(`${id}.http.event-stream`, 'A stream is answered as server-sent events.', quote(sse[1]), {
            heldBy: [
              { check: 'answer-form', with: { form: 'stream' } },
              { check: 'media-type', with: { form: 'stream', type: 'text/event-stream' } },
            ],
          }),
        ]),
  ];
}

/** A claim for each parameter: a request that uses it must be accepted. */
export function claimParameters(
  document: OpenApiDocument,
  parameters: ReadonlyMap<string, Parameter>,
  id: string,
): readonly DraftClaim[] {
  return [...parameters].map(([name, parameter]) => {
    const schema = asObject(parameter.value) ?? {};
    const isRequired = asArray(asObject(parameter.parent.value)?.['required']).includes(name);
    const [description] = asString(schema['description'])?.split(/(?<=[.!?])\s/u, 1) ?? [];
    const what = description === undefined ? '.' : `: ${description.replaceAll(/\s+/gu, ' ').trim()}`;
    const says = `The request takes \`${name}\`${isRequired ? ', which is required' : ''}${what}`;
    return makeClaim(parameterClaim(id, name), says, quoteMember(document, parameter), { heldBy: [{ feature: name }] });
  });
}

/** The id of the claim about a parameter. */
export function parameterClaim(id: string, name: string): string {
  return `${id}.request.${name.replaceAll(/[^A-Za-z0-9_-]/gu, '_')}`;
}

/** What a listed status says about the deliberate mistakes of the suites. */
const MISTAKES: ReadonlyMap<string, readonly string[]> = new Map([['401', ['no-key', 'wrong-key']]]);

function claimFailure(document: OpenApiDocument, { status, at }: FoundStatus, id: string): readonly DraftClaim[] {
  if (!/^(?:[45]\d\d)$/u.test(status)) return [];
  const mistakes = MISTAKES.get(status) ?? [];
  const quote = quotePath(
    document,
    [at.pointer, `${at.pointer}/description`].filter((each) => valueAt(document.value, each) !== undefined),
  );
  const claim = `${id}.error.${status}`;
  if (mistakes.length === 0)
    return [
      makeClaim(claim, `The operation may answer with status ${status}.`, quote, {
        uncheckable: 'The document lists the status and does not say which request gets it.',
      }),
    ];
  return [
    makeClaim(claim, `A request with a wrong key is refused with status ${status}.`, quote, {
      level: 'should',
      levelReason:
        'The document lists the status of the operation; that every wrong key gets it follows from its meaning in HTTP.',
      heldBy: mistakes.map((mistake) => ({ mistake, status: [Number(status)] })),
    }),
  ];
}
