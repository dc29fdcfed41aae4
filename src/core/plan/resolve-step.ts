import type { Step } from '../model/case.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import type { WrittenStep } from '../model/suite.js';
import { asNumber } from './as-number.js';
import { LIMITS } from './promises.js';

/**
 * A step as it goes on the wire under one spec: with the model, the limit of tokens, the stream flag and the path.
 * @param limitedBy the parameter that is given the limit; null where the spec has none
 */
export function resolveStep(written: WrittenStep, spec: Spec, model: string, limitedBy: string | null): Step {
  const { method, headers, auth, rawBody, hangUpAfter } = written;
  const body = written.request === null ? null : resolveBody(written, written.request, model, limitedBy);
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

function resolveBody(written: WrittenStep, request: JsonObject, model: string, limitedBy: string | null): JsonObject {
  const { limit, stream } = written;
  // A request that gives one of them gets no other.
  const name = LIMITS.some((each) => Object.hasOwn(request, each)) ? null : limitedBy;
  return {
    ...(written.model === 'omitted' ? {} : { model: written.model === 'of-the-run' ? model : written.model.named }),
    ...request,
    ...(limit === null || name === null ? {} : { [name]: limit }),
    ...(stream === null ? {} : { stream }),
  };
}

/** The documented path below the base URL, whose version prefix it repeats. */
function operationPath(spec: Spec): string {
  const prefix = spec.baseUrl.replace(/^https?:\/\/[^/]*/, '').replace(/\/$/, '');
  return prefix !== '' && spec.path.startsWith(`${prefix}/`) ? spec.path.slice(prefix.length) : spec.path;
}

/** The most completion tokens that a step can cost; null where nothing limits them. What is no JSON request costs none. */
export function mostTokens({ body }: Step): number | null {
  if (body === undefined) return 0;
  const limit = LIMITS.map((name) => asNumber(body[name])).find((value) => value !== null);
  if (limit === undefined || limit === null) return null;
  return Math.max(0, limit) * Math.max(1, asNumber(body['n']) ?? 1);
}
