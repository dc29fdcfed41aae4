import type { JsonObject, JsonSchema } from '../../core/model/json.js';

const string = { type: 'string' } as const;
const number = { type: 'number' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const flag = { type: 'boolean' } as const;
const orNull = (type: string): JsonSchema => ({ type: [type, 'null'] });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const oneOf = (...values: readonly string[]): JsonSchema => ({ enum: values });
const object = (properties: JsonObject, optional: JsonObject = {}): JsonSchema => ({
  type: 'object',
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
});
const pairs = list({ type: 'array', prefixItems: [string, string], minItems: 2, maxItems: 2, items: false });

const step = object(
  {
    method: string,
    path: string,
    headers: { type: 'object', additionalProperties: string },
    auth: object({ kind: string, scheme: orNull('string') }),
    stream: flag,
  },
  { body: { type: 'object' }, rawBody: string, hangUpAfter: count },
);

const plannedCase = object(
  {
    id: string,
    suite: string,
    title: string,
    origin: string,
    about: string,
    needs: list(string),
    expects: oneOf('accepted', 'refused', 'either'),
    mistake: orNull('string'),
    stimulus: orNull('string'),
    elicits: orNull('string'),
    steps: list(step),
    specs: list(string),
    maxTokens: orNull('number'),
  },
  { joins: { const: true } },
);

/** Written by version 0.1.0 alone. */
const leftOut = object({ events: count, bytes: count });

const exchange = object(
  {
    id: count,
    case: string,
    step: count,
    attempt: count,
    startedAt: string,
    request: object({
      method: string,
      url: string,
      headers: pairs,
      body: orNull('string'),
      auth: object({ kind: string, scheme: orNull('string') }, { beside: { const: true } }),
    }),
    response: {
      ...object({
        status: number,
        statusText: string,
        headers: pairs,
        body: list({ type: 'array', prefixItems: [number, string, leftOut], minItems: 2, maxItems: 3, items: false }),
        encoded: { ...object({ coding: string, bytes: count }), type: ['object', 'null'] },
      }),
      type: ['object', 'null'],
    },
    end: string,
    endCode: orNull('string'),
    ms: number,
    timed: flag,
    raw: flag,
  },
  { repetition: count, also: list(object({ case: string, step: count })), joined: { const: true } },
);

const divergence = object(
  {
    check: string,
    claim: string,
    level: oneOf('must', 'should', 'note'),
    kind: string,
    at: object(
      { part: oneOf('status', 'header', 'body', 'chunk', 'stream') },
      { name: string, pointer: string, chunk: count },
    ),
    expected: string,
    actual: string,
    occurrences: count,
    exchange: count,
    sentence: string,
    source: object({ title: string, url: string, quote: orNull('string') }),
  },
  { origin: oneOf('introduced', 'inherited', 'unknown') },
);

const line = { type: 'integer', minimum: 1 } as const;

const baseline = object({
  file: string,
  entries: list(
    object({
      case: string,
      spec: string,
      check: string,
      kind: string,
      place: string,
      reason: string,
      issue: orNull('string'),
      expires: orNull('string'),
      intermittent: flag,
      lines: object({ first: line, last: line }),
    }),
  ),
});

const result = object({
  case: string,
  spec: string,
  verdict: oneOf('conforms', 'diverges', 'inconclusive'),
  divergences: list(divergence),
  inconclusive: { ...object({ reason: string, detail: string }), type: ['object', 'null'] },
  exchanges: list(count),
  observed: list(string),
});

const target = object({ baseUrl: string, model: orNull('string') });

/** What a line of `results.ndjson` has to be, by its `type`. */
export const EVENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  run: object(
    {
      schemaVersion: { const: 1 },
      tool: object({ name: string, version: string }),
      target,
      specs: list(object({ id: string, revision: string, sha256: string })),
      claims: list(object({ id: string, spec: string, checkable: flag })),
      startedAt: string,
    },
    { against: object({ target }), shard: object({ index: count, of: count, plan: string }) },
  ),
  plan: object(
    { cases: list(plannedCase), omitted: list(object({ case: string, spec: string, needs: string })) },
    { repeat: count, positions: object({ cases: list(count), omitted: list(count) }) },
  ),
  baseline: object({ baseline }),
  resumed: object({ startedAt: string }),
  exchange: object({ exchange }, { planned: count, against: { const: true } }),
  result: object({ result }, { repetition: count, against: { const: true } }),
  end: object({ durationMs: number, complete: flag }, { stopped: object({ reason: string, detail: string }) }),
};
