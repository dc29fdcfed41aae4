import type { JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import type { Refusal } from './hooks.js';
import { fitsType, project } from './project.js';
import { isObject } from './sample.js';

/** The error body as the spec documents it; OpenAI's envelope where it documents none. */
export function renderError(refusal: Refusal, spec: Spec, requestId: string): JsonObject {
  const schema = spec.schemas.error;
  const envelope = (code: string | number | null, param: string | null): JsonObject => ({
    error: { message: refusal.message, type: refusal.type, param, code },
    requestId,
  });
  if (schema === undefined) {
    const { error } = envelope(refusal.code, refusal.param);
    return { error: error ?? null };
  }
  const candidates = [
    envelope(refusal.code, refusal.param),
    envelope(refusal.code, refusal.param ?? ''),
    envelope(refusal.status, refusal.param ?? ''),
  ];
  const fitting = candidates.find((candidate) => fitsDeep(candidate, schema, schema)) ?? candidates[0];
  const projected = project(fitting ?? {}, schema, schema);
  return isObject(projected) ? projected : {};
}

/** Whether every documented member that is there has a documented type. */
function fitsDeep(value: JsonObject, schema: JsonObject, root: JsonObject): boolean {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return Object.entries(properties).every(([name, property]) => {
    const member = value[name];
    if (member === undefined) return true;
    if (!fitsType(member, property, root)) return false;
    return !isObject(member) || !isObject(property) || fitsDeep(member, property, root);
  });
}
