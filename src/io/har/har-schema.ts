import type { JsonObject, JsonSchema } from '../../core/model/json.js';

const string = { type: 'string' } as const;
const number = { type: 'number' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const stringOrNull = { type: ['string', 'null'] } as const;
const object = (required: JsonObject, optional: JsonObject = {}): JsonSchema => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
});
const pair = object({ name: string, value: string });
const headers: JsonSchema = { type: 'array', items: pair };
const timing: JsonSchema = {
  type: 'array',
  items: {
    type: 'array',
    prefixItems: [number, count, object({ events: count, bytes: count })],
    minItems: 2,
    maxItems: 3,
    items: false,
  },
};

/** As much of HAR 1.2 as is read; real files leave out much of what it requires. */
export const HAR_SCHEMA: JsonSchema = object({
  log: object(
    {
      entries: {
        type: 'array',
        items: object(
          {
            startedDateTime: string,
            request: object(
              { method: string, url: string, headers },
              { postData: { ...object({}, { text: stringOrNull }), type: ['object', 'null'] } },
            ),
            response: object(
              { status: { type: 'integer' }, headers },
              {
                statusText: stringOrNull,
                bodySize: number,
                content: object(
                  {},
                  {
                    size: number,
                    compression: number,
                    mimeType: stringOrNull,
                    text: stringOrNull,
                    encoding: stringOrNull,
                  },
                ),
              },
            ),
          },
          { time: { type: ['number', 'null'] }, comment: string, _timing: timing },
        ),
      },
    },
    { version: string, creator: object({}, { name: string }) },
  ),
});

/** What our own entries have besides. */
export const OWN_ENTRY_SCHEMA: JsonSchema = object(
  {
    _id: count,
    _case: string,
    _step: count,
    _attempt: count,
    _auth: object({ kind: string, scheme: stringOrNull }, { beside: { const: true } }),
    _end: string,
    _endCode: stringOrNull,
    _timing: timing,
    _encoded: { ...object({ coding: string, bytes: count }), type: ['object', 'null'] },
    _timed: { type: 'boolean' },
    _raw: { type: 'boolean' },
    time: number,
  },
  { _also: { type: 'array', items: object({ case: string, step: count }) }, _joined: { const: true } },
);
