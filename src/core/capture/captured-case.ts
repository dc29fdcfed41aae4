import { defined } from '../model/defined.js';
import { wrapsClientError } from '../checks/outcome/client-error.js';
import { readOnce } from '../dialect/read-answer.js';
import { OPEN, type Fault, type Operation } from '../dialect/dialect.js';
import { dialectOf, dialectOfRequest, operationOf } from '../dialect/index.js';
import { hasDefaults } from '../dialect/request-defaults.js';
import type { Case, Step } from '../model/case.js';
import type { Mistake } from '../model/claim.js';
import type { Exchange } from '../model/exchange.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asObject, isDeep, isObject, parseJson } from '../wire/json.js';
import { headerValues } from '../wire/header-values.js';
import { quote } from '../wire/quote.js';
import { baseOf, isOfUnknownModel, isOfUnseenModel, type CaptureContext } from './capture-context.js';
import { nameOfCapture } from './case-name.js';
import { judgesMistake, knowsParameter, promises } from '../schema/promises.js';

/** The case of a captured exchange for one spec, or what the spec would need to judge it. */
export type CapturedCase = { readonly case: Omit<Case, 'specs'> } | { readonly needs: string };

/** What the status of a captured response shows. */
type StatusClass = 'success' | 'refusal' | 'failure' | 'unclear' | 'undecided';

/**
 * What the documents expect, by status (rows) and by the request (columns): as documented, neither allowed nor forbidden,
 * or a mistake. A documented request that got a 4xx is inconclusive: a capture shows only some reasons for a refusal.
 */
const EXPECTATIONS: Readonly<
  Record<StatusClass, Readonly<Record<'documented' | 'open' | 'mistake', Case['expects']>>>
> = {
  success: { documented: 'accepted', open: 'either', mistake: 'refused' },
  refusal: { documented: 'accepted', open: 'either', mistake: 'refused' },
  failure: { documented: 'accepted', open: 'either', mistake: 'refused' },
  unclear: { documented: 'either', open: 'either', mistake: 'either' },
  undecided: { documented: 'accepted', open: 'either', mistake: 'either' },
};

/** Statuses whose reason a capture may not show: the key, the model, a quota, a size limit, an outage. */
const UNCLEAR_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 404, 408, 409, 413, 429, 502, 503, 504, 529]);

/**
 * Makes a case of an exchange that no plan contains: infers what its request is about, and whether the documents expect
 * it to be accepted or refused.
 * @param n the number of the exchange, from 1
 */
export function capturedCase(exchange: Exchange, n: number, spec: Spec, context: CaptureContext): CapturedCase {
  const request = readRequest(exchange, spec, context);
  if ('needs' in request) return request;
  const { about, body } = request;
  const status = exchange.response?.status ?? 0;
  const unknown = unknownParameters(body, spec);
  // No document describes what happens with a parameter that the documents do not know.
  if (unknown.length > 0 && status >= 500) return { needs: unknown.join(', ') };
  const fault = request.fault === null && unknown.length > 0 ? OPEN : request.fault;
  const column = fault === null ? 'documented' : fault === OPEN ? 'open' : 'mistake';
  const expects = EXPECTATIONS[statusClass(status, exchange, context)][column];
  const mistake = expects === 'refused' ? fault : null;
  // As in a plan: a mistake is judged only if the documents promise its refusal, or the form of errors.
  if (mistake !== null && !judgesMistake(spec, mistake)) return { needs: 'errors' };
  return {
    case: {
      id: `captured/${n}-${nameOfCapture(exchange)}`,
      suite: 'captured',
      title: `Captured exchange ${n}`,
      origin: 'captured',
      about,
      needs: [],
      expects,
      mistake,
      stimulus: null,
      elicits: null,
      steps: [stepOf(exchange, body, spec)],
      maxTokens: null,
    },
  };
}

function statusClass(status: number, exchange: Exchange, context: CaptureContext): StatusClass {
  if (status === 404 && isPromisedList(exchange, context)) return 'failure';
  if (status >= 500 && wrapsClientError(readOnce(exchange))) return 'failure';
  if (status < 200 || (status >= 300 && status < 400)) return 'unclear';
  if (UNCLEAR_STATUSES.has(status)) return status < 500 ? 'undecided' : 'unclear';
  if (status < 300) return 'success';
  return status < 500 ? 'refusal' : 'failure';
}

/** A list of models has no parameters that could be wrong. It must exist at a base URL that also receives requests to generate. */
function isPromisedList({ request }: Exchange, { bases }: CaptureContext): boolean {
  return operationOf(request) === 'models' && bases.has(baseOf({ request }));
}

function unknownParameters(body: Json | undefined, spec: Spec): readonly string[] {
  const { structural } = dialectOf(spec).request;
  const names = Object.keys(asObject(body) ?? {}).filter((name) => !structural.includes(name));
  return names.filter((name) => !knowsParameter(spec, name)).map((name) => quote(name, 40));
}

interface ReadRequest {
  readonly fault: Fault;
  readonly about: string;
  /** The body as JSON; undefined when it is none. */
  readonly body: Json | undefined;
}

function readRequest(
  exchange: Exchange,
  spec: Spec,
  context: CaptureContext,
): ReadRequest | { readonly needs: string } {
  const keyFault = KEY_FAULTS.get(exchange.request.auth.kind) ?? null;
  switch (dialectOf(spec).operationOf(exchange.request)) {
    case 'generate':
      return readWithBody('generate', exchange, spec, context, keyFault);
    case 'count-tokens':
      if (!promises(spec, COUNT_TOKENS)) return { needs: COUNT_TOKENS };
      return readWithBody('count-tokens', exchange, spec, context, keyFault);
    case 'models':
      return readModelsRequest(exchange, spec, context, keyFault);
    case null:
    default:
      return readOther(exchange, spec);
  }
}

function readModelsRequest(
  exchange: Exchange,
  spec: Spec,
  context: CaptureContext,
  keyFault: Fault,
): ReadRequest | { readonly needs: string } {
  if (spec.modelsPath === null) return { needs: 'models-list' };
  // Other APIs and pages can have the same path.
  const dialects = context.bases.get(baseOf(exchange));
  const isShared = dialects !== undefined && dialects.size > 1;
  if (dialects?.has(spec.dialect) !== true || (isShared && dialectOfRequest(exchange.request).id !== spec.dialect)) {
    return { needs: `a request to generate at the base URL of ${quote(pathOf(exchange.request.url), 60)}` };
  }
  return { fault: keyFault, about: 'models-list', body: undefined };
}

/** The feature of a spec that promises the operation of the same name. */
const COUNT_TOKENS = 'count-tokens';

function readWithBody(
  operation: Operation,
  exchange: Exchange,
  spec: Spec,
  context: CaptureContext,
  keyFault: Fault,
): ReadRequest | { readonly needs: string } {
  const { request } = exchange;
  const text = request.body ?? '';
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const fault = faultOfText(exchange, text);
    // Without the whole body it is not known which form of response was requested. An error needs no such knowledge.
    const succeeded = (exchange.response?.status ?? 0) < 400;
    if (fault === OPEN && succeeded && request.auth.kind === 'unknown')
      return { needs: 'the whole body of the request' };
    return { fault: keyFault ?? fault, about: 'endpoint', body: undefined };
  }
  const body = parsed.value;
  const dialect = dialectOf(spec);
  const { about, fault: bodyFault } = dialect.inferCase(withModelOfPath(body, request.url), spec, operation);
  const ownFault = bodyFault ?? faultOfDefaults(asObject(body) ?? {}, spec) ?? faultOfHalves(text);
  const fault = keyFault ?? faultOfType(exchange) ?? ownFault;
  const { model } = dialect.request.read(asObject(body) ?? {});
  const isUnknown = fault === null && model !== null && isOfUnknownModel(exchange, model, context);
  if (isUnknown) return { fault: 'unknown-model', about, body };
  // The model may be the reason: 404 would be right for one that does not exist.
  const failed = (exchange.response?.status ?? 0) >= 500;
  const isUnseen = fault === null && failed && model !== null && isOfUnseenModel(exchange, model, context);
  return { fault: isUnseen ? OPEN : fault, about, body };
}

/** Addresses that name the model: `/openai/deployments/NAME/…`. */
const MODEL_IN_PATH = /\/(?:deployments|engines|models|serving-endpoints)\/([^/?#]+)\//u;

/** The body with the model that the path names, if the body names none. */
function withModelOfPath(body: Json, url: string): Json {
  const model = MODEL_IN_PATH.exec(pathOf(url))?.[1];
  return model === undefined || !isObject(body) || Object.hasOwn(body, 'model') ? body : { ...body, model };
}

/** Faults of requests whose key our own transport recorded. A capture of other traffic does not show the key. */
const KEY_FAULTS: ReadonlyMap<string, Fault> = new Map([
  ['none', 'no-key'],
  ['wrong', 'wrong-key'],
  ['malformed', 'malformed-authorization'],
  ['lower-case', OPEN],
  ['foreign', OPEN],
]);

/**
 * Another method on the path of the operation is a mistake if it is refused; if it is accepted, it is another operation,
 * such as the list of stored completions. Other paths, and preflight requests of browsers, are not judged.
 */
function readOther({ request, response }: Exchange, spec: Spec): ReadRequest | { readonly needs: string } {
  const method = request.method.toUpperCase();
  const isOperation = dialectOf(spec).operationOf({ ...request, method: 'POST' }) === 'generate';
  const isAccepted = response !== null && response.status < 400;
  if (isOperation && !isAccepted && ['GET', 'PUT', 'PATCH', 'DELETE'].includes(method)) {
    return { fault: 'wrong-method', about: 'endpoint', body: undefined };
  }
  return { needs: `the operation ${method.slice(0, 12)} ${pathOf(request.url).slice(0, 60)}` };
}

/** A body that is no JSON is a mistake only if the capture has all of it. */
function faultOfText({ request }: Exchange, text: string): Mistake {
  const declared = headerValues(request.headers, 'content-length')[0]?.trim();
  return declared === String(new TextEncoder().encode(text).length) ? 'malformed-json' : OPEN;
}

function faultOfType({ request }: Exchange): Mistake | null {
  const type = headerValues(request.headers, 'content-type')[0]?.trim();
  return type === undefined || /^application\/(?:[\w.-]+\+)?json\b/iu.test(type) ? null : 'wrong-content-type';
}

/** Half of a surrogate pair, as JSON writes it. */
const HALF_PAIR = /\\ud[89ab][\da-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][\da-f]{2})\\ud[c-f]/iu;

/** JSON may contain half of a surrogate pair, but what a receiver does with it is unpredictable (RFC 8259, section 8.2). */
const faultOfHalves = (text: string): Fault => (HALF_PAIR.test(text.replaceAll('\\\\', '')) ? OPEN : null);

/** Without the parameters that the documents require with a feature, a refusal may depend on what the request leaves out. */
const faultOfDefaults = (body: JsonObject, spec: Spec): Fault => (hasDefaults(body, spec) ? null : OPEN);

function stepOf({ request }: Exchange, body: Json | undefined, spec: Spec): Step {
  // A body too deep to serialise again stays text.
  const object = body === undefined || isDeep(body) ? null : asObject(body);
  return {
    method: request.method,
    path: pathOf(request.url),
    headers: {},
    ...defined({ body: object ?? undefined, rawBody: object === null ? (request.body ?? undefined) : undefined }),
    auth: { kind: 'valid', scheme: null },
    stream: object !== null && dialectOf(spec).request.read(object).stream,
  };
}

/** The path of an address, without query. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/iu.exec(url)?.[1] ?? url;
  return path === '' ? '/' : path;
}
