import { levelRank, type SchemaName } from '../model/claim.js';
import type { Spec } from '../model/spec.js';
import { describeMembers } from '../schema/describe-schema.js';
import { asObject, asString } from '../wire/json.js';

/** The parts of a contract that specs are compared by, in the order of the table. */
export const CONTRACT_PARTS = [
  'endpoint',
  'parameter',
  'response',
  'chunk',
  'stream',
  'error',
  'status',
  'models',
  'rule',
  'feature',
] as const;

export type ContractPart = (typeof CONTRACT_PARTS)[number];

/** One thing that at least one of the specs documents. */
export interface ContractRow {
  readonly part: ContractPart;
  readonly name: string;
  /** What each spec says, in the order of the specs; null: its documents do not mention it. */
  readonly cells: readonly (string | null)[];
}

/** Names in a path of the request, and of a response, that are compared. */
const LEVELS: Readonly<Record<'request' | 'response', number>> = { request: 2, response: 5 };

/** Compares what specs document, without any request: parameters, fields, ranges, errors, rules of streams. */
export function compareSpecs(specs: readonly Spec[]): readonly ContractRow[] {
  const contracts = specs.map(contractOf);
  const keys = new Map(
    contracts.flatMap((each) => [...each.values()].map(({ part, name }) => [key(part, name), { part, name }])),
  );
  return CONTRACT_PARTS.flatMap((wanted) =>
    [...keys.values()]
      .filter(({ part }) => part === wanted)
      .map(({ part, name }) => ({
        part,
        name,
        cells: contracts.map((each) => each.get(key(part, name))?.words ?? null),
      })),
  );
}

/** Whether the specs say different things there. */
export function differs({ cells }: ContractRow): boolean {
  return cells.some((cell) => cell !== cells[0]);
}

const key = (part: ContractPart, name: string): string => `${part} ${name}`;

interface Entry {
  readonly part: ContractPart;
  readonly name: string;
  readonly words: string;
}

function contractOf(spec: Spec): ReadonlyMap<string, Entry> {
  const entries: readonly Entry[] = [
    { part: 'endpoint', name: 'path', words: `POST ${spec.path}` },
    ...(spec.modelsPath === null
      ? []
      : [{ part: 'endpoint', name: 'models', words: `GET ${spec.modelsPath}` } as const]),
    ...spec.auth.map(
      ({ header, prefix }) => ({ part: 'endpoint', name: `key in ${header}`, words: `${prefix}KEY` }) as const,
    ),
    ...membersOf(spec, 'request', 'parameter'),
    ...(['response', 'chunk', 'error', 'models'] as const).flatMap((name) => membersOf(spec, name, name)),
    ...(spec.terminator === null ? [] : [{ part: 'stream', name: 'end', words: `data: ${spec.terminator}` } as const]),
    ...statusesOf(spec),
    ...rulesOf(spec),
    ...featuresOf(spec),
  ];
  return new Map(entries.map((entry) => [key(entry.part, entry.name), entry]));
}

function membersOf(spec: Spec, schema: SchemaName, part: ContractPart): readonly Entry[] {
  const root = spec.schemas[schema];
  if (root === undefined) return [];
  const levels = schema === 'request' ? LEVELS.request : LEVELS.response;
  const unsupported = schema === 'request' ? unsupportedParameters(spec) : [];
  return describeMembers(root, levels)
    .filter(({ path }) => !unsupported.some((name) => path.startsWith(`${name}.`) || path.startsWith(`${name}[`)))
    .map(({ path, words, isRequired }) => ({
      part,
      name: path,
      words: unsupported.includes(path) ? 'not supported' : isRequired ? `required, ${words}` : words,
    }));
}

/** Request parameters that the documents name and do not support: their claim promises nothing. */
function unsupportedParameters({ schemas, claims }: Spec): readonly string[] {
  const silent = new Set(claims.flatMap(({ id, basis }) => (basis === 'silent' ? [id] : [])));
  return Object.entries(asObject(schemas.request?.['properties']) ?? {}).flatMap(([name, node]) =>
    silent.has(asString(asObject(node)?.['x-claim']) ?? '') ? [name] : [],
  );
}

/** The documented statuses of requests with a deliberate mistake. */
function statusesOf({ claims }: Spec): readonly Entry[] {
  const statuses = new Map<string, Set<number>>();
  for (const { heldBy } of claims)
    for (const holder of heldBy)
      if (holder.by === 'mistake')
        statuses.set(holder.mistake, new Set([...(statuses.get(holder.mistake) ?? []), ...holder.status]));
  return [...statuses].map(([name, those]) => ({
    part: 'status',
    name,
    words: those.size === 0 ? 'an error' : [...those].sort((a, b) => a - b).join(', '),
  }));
}

/** The rules that no schema expresses, with the highest level of their claims. Standards hold for every spec. */
function rulesOf({ id, claims }: Spec): readonly Entry[] {
  return claims
    .filter(({ spec }) => spec === id)
    .toSorted((a, b) => levelRank(a.level) - levelRank(b.level))
    .flatMap(({ heldBy, level }) =>
      heldBy.flatMap((holder): readonly Entry[] => {
        if (holder.by !== 'check') return [];
        const { field, form } = holder.with;
        const subject = [field, form].filter((each) => typeof each === 'string').join(' ');
        return [{ part: 'rule', name: subject === '' ? holder.check : `${holder.check} ${subject}`, words: level }];
      }),
    );
}

/** The features that are no parameters. */
function featuresOf({ features, schemas, auth }: Spec): readonly Entry[] {
  const parameters = Object.keys(schemas.request?.['properties'] ?? {});
  const keys = auth.map(({ id }) => `auth.${id}`);
  return Object.keys(features)
    .filter((name) => !parameters.includes(name) && !keys.includes(name) && name !== 'endpoint')
    .map((name) => ({ part: 'feature', name, words: 'documented' }));
}
