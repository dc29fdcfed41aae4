import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { compileSchema } from '../schema/validator.js';

/** Whether a body is a request that the spec documents. */
export function isDocumented(spec: Spec, body: JsonObject): boolean {
  const schema = spec.schemas.request;
  return schema === undefined || compileSchema(schema).fits(body);
}

/** Why a body is no request that the spec documents, in a few words each; empty where it is one. */
export function checkRequest(spec: Spec, body: JsonObject): readonly string[] {
  const schema = spec.schemas.request;
  if (schema === undefined) return [];
  return compileSchema(schema)
    .validate(body)
    .map(({ pointer, keyword, params }) => `${pointer || 'the body'} breaks ${keyword} ${JSON.stringify(params)}`);
}
