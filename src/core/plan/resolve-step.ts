import { defined } from '../model/defined.js';
import { dialectOf } from '../dialect/index.js';
import { hasDefaults, withDefaults } from '../dialect/request-defaults.js';
import type { Step } from '../model/case.js';
import type { Spec } from '../model/spec.js';
import type { WrittenStep } from '../model/suite.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { compileSchema } from '../schema/validator.js';

/**
 * A step as it is sent for one spec: with the model, the token limit, the stream flag and the path.
 * @param limitedBy the parameter that gets the token limit; null when the spec documents none
 */
export function resolveStep(written: WrittenStep, spec: Spec, model: string, limitedBy: string | null): Step {
  const { method, headers, auth, rawBody, hangUpAfter, answerAt } = written;
  const { request, models } = dialectOf(spec);
  const built = request.build(written, model, limitedBy);
  const body = built === null ? null : withDefaults(built, spec);
  return {
    method,
    path: written.path?.replace('{alias}', () => encodeURIComponent(models.aliasOf(model))) ?? operationPath(spec),
    headers: withoutEmpty({ ...spec.headers, ...headers }),
    ...defined({ body: body ?? undefined, rawBody: rawBody ?? undefined }),
    auth,
    stream: written.stream === true,
    ...defined({ hangUpAfter: hangUpAfter ?? undefined, answerAt: answerAt ?? undefined }),
  };
}

/** A header that a suite writes with an empty value is left out. */
function withoutEmpty(headers: Step['headers']): Step['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
}

/** The documented path below the base URL, whose version prefix it repeats. The query of a base URL is no part of it. */
function operationPath(spec: Spec): string {
  const prefix = spec.baseUrl
    .replace(/^https?:\/\/[^/]*/, '')
    .replace(/\?.*$/, '')
    .replace(/\/$/, '');
  return prefix !== '' && spec.path.startsWith(`${prefix}/`) ? spec.path.slice(prefix.length) : spec.path;
}

/** Whether a body is a request to generate that the spec documents. */
export function isDocumented(spec: Spec, body: JsonObject): boolean {
  return fits(spec.schemas.request, body);
}

/** Whether the body of a step is a request that the spec documents for its operation. */
export function isDocumentedStep(spec: Spec, step: Step, body: JsonObject): boolean {
  return fits(schemaOfStep(spec, step), body) && hasDefaults(body, spec);
}

function fits(schema: JsonSchema | undefined, body: JsonObject): boolean {
  return schema === undefined || compileSchema(schema).fits(body);
}

/** The schema of the requests of an operation; that of requests to generate for every other path. */
function schemaOfStep(spec: Spec, { method, path }: Step): JsonSchema | undefined {
  const operation = dialectOf(spec).operationOf({ method, url: path });
  return spec.schemas[operation === 'count-tokens' ? 'count-tokens-request' : 'request'];
}

/** Why the body of a step is no request that the spec documents, in a few words each; empty if it is one. */
export function checkRequest(spec: Spec, step: Step, body: JsonObject): readonly string[] {
  if (!hasDefaults(body, spec)) return ['its parameters are documented to exclude each other'];
  const schema = schemaOfStep(spec, step);
  if (schema === undefined) return [];
  return compileSchema(schema)
    .validate(body)
    .map(({ pointer, keyword, params }) => `${pointer || 'the body'} breaks ${keyword} ${JSON.stringify(params)}`);
}
