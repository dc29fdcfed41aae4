/** Any JSON value, as JSON.parse returns it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Values may be `undefined` only where a key is absent. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A JSON Schema 2020-12 document or node. `x-claim` names the claim of the node. */
export type JsonSchema = JsonObject;
