import type { Basis, Claim, Holder, Level, SchemaName } from '../../src/core/model/claim.js';
import type { JsonObject, JsonSchema } from '../../src/core/model/json.js';
import type { Spec } from '../../src/core/model/spec.js';

/** A claim of the made-up provider; everything but the id has a default. */
export function makeClaim(id: string, given: Partial<Omit<Claim, 'id'>> = {}): Claim {
  const basis: Basis = given.basis ?? 'stated';
  const levels: Record<Basis, Level> = { stated: 'must', shown: 'should', silent: 'note' };
  return {
    id,
    spec: 'acme',
    basis,
    level: levels[basis],
    levelReason: null,
    says: `What ${id} says.`,
    quote: `the words of ${id}`,
    line: null,
    doc: 'chat',
    heldBy: [],
    uncheckable: null,
    ...given,
  };
}

/** Parameters of `specWith`: which checks run, which mistakes are rejected, which schemas apply. */
export interface SpecParts {
  /** Check id → the parameters its claim gives it, or several such. The claim's id is `acme.<check>` (`.1`, `.2` for more). */
  readonly checks?: Readonly<Record<string, JsonObject | readonly JsonObject[]>>;
  /** Mistake → documented statuses. The claim's id is `acme.mistake.<mistake>`. */
  readonly mistakes?: Readonly<Record<string, readonly number[]>>;
  /** Feature names; the claim of each is `acme.feature.<name>`. `endpoint` is always among them. */
  readonly features?: readonly string[];
  /** Schemas; every `x-claim` in them becomes a claim of basis `stated` unless `claims` defines it. */
  readonly schemas?: Readonly<Partial<Record<SchemaName, JsonSchema>>>;
  /** Levels by claim id, where not `must`. */
  readonly levels?: Readonly<Record<string, Level>>;
  /** Further claims. */
  readonly claims?: readonly Claim[];
  readonly terminator?: string | null;
  readonly models?: Spec['models'];
}

/** A small spec of a provider that does not exist, whose claims bind what a test names and nothing else. */
export function specWith(parts: SpecParts = {}): Spec {
  const features = Object.fromEntries(
    [...new Set(['endpoint', ...(parts.features ?? [])])].map((name) => [name, `acme.feature.${name}`]),
  );
  const claims = new Map<string, Claim>();
  const add = (id: string, holder: Holder): void => {
    const known = claims.get(id);
    const level = parts.levels?.[id];
    claims.set(id, {
      ...(known ?? makeClaim(id)),
      ...(level === undefined ? {} : { level }),
      heldBy: [...(known?.heldBy ?? []), holder],
    });
  };
  for (const claim of parts.claims ?? []) claims.set(claim.id, claim);
  for (const [feature, id] of Object.entries(features)) add(id, { by: 'feature', feature });
  for (const [mistake, status] of Object.entries(parts.mistakes ?? {})) {
    add(`acme.mistake.${mistake}`, { by: 'mistake', mistake, status });
  }
  for (const [check, given] of Object.entries(parts.checks ?? {})) {
    const list = isList(given) ? given : [given];
    list.forEach((params, n) => {
      add(n === 0 ? `acme.${check}` : `acme.${check}.${n}`, { by: 'check', check, with: params });
    });
  }
  for (const [schema, root] of Object.entries(parts.schemas ?? {})) {
    for (const [pointer, id] of claimedNodes(root, ''))
      add(id, { by: 'schema', schema: schema as SchemaName, pointer });
  }
  return {
    id: 'acme',
    provider: 'Acme',
    title: 'Acme chat completions',
    revision: '2026-01-01',
    sha256: '0'.repeat(64),
    meaning: '0'.repeat(64),
    dialect: 'openai-chat',
    docs: [{ id: 'chat', title: 'Acme — Chat', url: 'https://acme.example/chat', read: '2026-01-01', sha256: null }],
    baseUrl: 'https://api.acme.example/v1',
    path: '/v1/chat/completions',
    modelsPath: '/v1/models',
    auth: [{ id: 'bearer', header: 'authorization', prefix: 'Bearer ', headers: {}, claim: 'acme.feature.endpoint' }],
    models: parts.models ?? { recommended: 'm-1', documented: ['m-1'] },
    features,
    headers: {},
    modelDifferences: [],
    versions: [],
    requestDefaults: [],
    terminator: parts.terminator === undefined ? '[DONE]' : parts.terminator,
    schemas: parts.schemas ?? {},
    claims: [...claims.values()],
    examples: [],
    errata: [],
    contradictions: [],
  };
}

function isList(given: JsonObject | readonly JsonObject[]): given is readonly JsonObject[] {
  return Array.isArray(given);
}

function* claimedNodes(node: unknown, pointer: string): Generator<readonly [pointer: string, claim: string]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'x-claim' && typeof value === 'string') yield [pointer, value];
    else yield* claimedNodes(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}
