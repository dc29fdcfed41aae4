import { dialectOf } from '../dialect/index.js';
import type { Step } from '../model/case.js';
import type { Spec } from '../model/spec.js';
import type { WrittenStep } from '../model/suite.js';
import type { JsonObject } from '../model/json.js';
import { compileSchema } from '../schema/validator.js';

/**
 * A step as it is sent for one spec: with the model, the token limit, the stream flag and the path.
 * @param limitedBy the parameter that gets the token limit; null when the spec documents none
 */
export function resolveStep(written: WrittenStep, spec: Spec, model: string, limitedBy: string | null): Step {
  const { method, headers, auth, rawBody, hangUpAfter } = written;
  const body = dialectOf(spec).request.build(written, model, limitedBy);
  return {
    method,
    path: written.path ?? operationPath(spec),
    headers,
    ...(body === null ? {} : { body }),
    ...(rawBody === null ? {} : { rawBody }),
    auth,
    stream: written.stream === true,
    ...(hangUpAfter === null ? {} : { hangUpAfter }),
  };
}

/** The documented path below the base URL, whose version prefix it repeats. */
function operationPath(spec: Spec): string {
  const prefix = spec.baseUrl.replace(/^https?:\/\/[^/]*/, '').replace(/\/$/, '');
  return prefix !== '' && spec.path.startsWith(`${prefix}/`) ? spec.path.slice(prefix.length) : spec.path;
}

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
