import { targetOf } from '../dialect/openai-chat/operation.js';
import type { Case, Step } from '../model/case.js';
import type { Mistake } from '../model/claim.js';
import type { Exchange } from '../model/exchange.js';
import type { Json } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { isDeep } from '../wire/json-depth.js';
import { headerValues } from '../wire/header-values.js';
import { asObject, asString } from '../wire/narrow.js';
import { parseJson } from '../wire/parse-json.js';
import { quote } from '../wire/quote.js';
import { aboutOf } from './infer-feature.js';
import { baseOf, isOfUnknownModel, type CaptureContext } from './capture-context.js';
import { mistakeOfBody, type Fault } from './infer-mistake.js';
import { nameOfCapture } from './case-name.js';
import { judgesMistake, knowsParameter } from '../plan/promises.js';

/** What a spec makes of a captured exchange: a case, or what it would need to judge it. */
export type CapturedCase = { readonly case: Omit<Case, 'specs'> } | { readonly needs: string };

/** Statuses that may have a reason which a capture does not show: the key, the model, a quota, a limit of size, an outage. */
const OTHER_REASONS: ReadonlySet<number> = new Set([401, 402, 403, 404, 408, 409, 413, 429, 502, 503, 504, 529]);

/**
 * Makes a case of an exchange that nobody planned, from its request: what it asked for, and whether the documents have
 * that accepted or refused. Where a capture cannot show why something was refused, either is right.
 * @param n the number of the exchange, from 1
 */
export function capturedCase(exchange: Exchange, n: number, spec: Spec, context: CaptureContext): CapturedCase {
  const asked = readRequest(exchange, spec, context);
  if ('needs' in asked) return asked;
  const { about, body } = asked;
  const status = exchange.response?.status ?? 0;
  const unknown = unknownParameters(body, spec);
  const fault = asked.fault === null && unknown.length > 0 ? 'open' : asked.fault;
  // What becomes of a parameter that the documents do not know is nobody's promise.
  if (unknown.length > 0 && status >= 500) return { needs: unknown.join(', ') };
  const other = OTHER_REASONS.has(status) && !(status === 404 && isPromisedList(exchange, context));
  const open = fault === 'open' || status < 200 || (status >= 300 && status < 400) || other;
  const mistake = open ? null : fault;
  // As in a plan: what nobody promises to refuse, and nobody says how, is not judged.
  if (mistake !== null && !judgesMistake(spec, mistake)) return { needs: 'errors' };
  const accepted = status < 300 || status >= 500 || status === 404;
  return {
    case: {
      id: `captured/${n}-${nameOfCapture(exchange)}`,
      suite: 'captured',
      title: `Captured exchange ${n}`,
      origin: 'captured',
      about,
      needs: [],
      expects: mistake !== null ? 'refused' : !open && accepted ? 'accepted' : 'either',
      mistake,
      stimulus: null,
      elicits: null,
      steps: [stepOf(exchange, body)],
      maxTokens: null,
    },
  };
}

/** A list of models has no parameter that could be wrong; where chat completions are asked for beside it, it is there. */
function isPromisedList(exchange: Exchange, { bases }: CaptureContext): boolean {
  return targetOf(exchange.request) === 'models' && bases.has(baseOf(exchange));
}

function unknownParameters(body: Json | undefined, spec: Spec): readonly string[] {
  const names = Object.keys(asObject(body) ?? {}).filter((name) => !['model', 'messages', 'stream'].includes(name));
  return names.filter((name) => !knowsParameter(spec, name)).map((name) => quote(name, 40));
}

interface Read {
  readonly fault: Fault;
  readonly about: string;
  /** The body as JSON; undefined where it is none. */
  readonly body: Json | undefined;
}

function readRequest(exchange: Exchange, spec: Spec, context: CaptureContext): Read | { readonly needs: string } {
  const target = targetOf(exchange.request);
  const keyFault = KEY_FAULTS[exchange.request.auth.kind];
  if (target === 'models') {
    if (spec.modelsPath === null) return { needs: 'models-list' };
    // Other pages than an API's have a path that ends so.
    const isOurs = context.bases.has(baseOf(exchange)) || pathOf(exchange.request.url) === spec.modelsPath;
    if (!isOurs) return { needs: `a base URL with chat completions for ${quote(pathOf(exchange.request.url), 60)}` };
    return { fault: keyFault ?? null, about: 'models-list', body: undefined };
  }
  if (target === 'other') return readOther(exchange);
  const text = exchange.request.body ?? '';
  const parsed = parseJson(text);
  if ('error' in parsed) {
    const fault = faultOfText(exchange, text);
    // What was asked for, a stream or choices or logprobs, stands in what the capture does not show. An error is one
    // whatever was asked for.
    const answered = (exchange.response?.status ?? 0) < 400;
    if (fault === 'open' && answered && exchange.request.auth.kind === 'unknown')
      return { needs: 'the whole body of the request' };
    return { fault: keyFault ?? fault, about: 'endpoint', body: undefined };
  }
  const about = aboutOf(asObject(parsed.value) ?? {}, spec);
  const model = asString(asObject(parsed.value)?.['model']);
  const fault = keyFault ?? faultOfType(exchange) ?? mistakeOfBody(parsed.value, spec);
  if (fault === null && model !== null && isOfUnknownModel(exchange, model, context)) {
    return { fault: 'unknown-model', about, body: parsed.value };
  }
  return { fault, about, body: parsed.value };
}

/** Ways to present the key that our own transport recorded. What a capture does not say is none. */
const KEY_FAULTS: Readonly<Record<string, Fault>> = {
  none: 'no-key',
  wrong: 'wrong-key',
  malformed: 'malformed-authorization',
  'lower-case': 'open',
  foreign: 'open',
};

/** Another method on the path of the operation is a mistake; other paths, and what browsers ask first, are not ours. */
function readOther(exchange: Exchange): Read | { readonly needs: string } {
  const { request } = exchange;
  const method = request.method.toUpperCase();
  const path = pathOf(request.url);
  const isChat = targetOf({ ...request, method: 'POST' }) === 'chat';
  if (isChat && ['GET', 'PUT', 'PATCH', 'DELETE'].includes(method)) {
    return { fault: 'wrong-method', about: 'endpoint', body: undefined };
  }
  return { needs: `the operation ${method.slice(0, 12)} ${path.slice(0, 60)}` };
}

/** A body that is no JSON is a mistake where the capture shows that it has all of it. */
function faultOfText({ request }: Exchange, text: string): Mistake | 'open' {
  const declared = headerValues(request.headers, 'content-length')[0]?.trim();
  return declared === String(new TextEncoder().encode(text).length) ? 'malformed-json' : 'open';
}

function faultOfType({ request }: Exchange): Mistake | null {
  const type = headerValues(request.headers, 'content-type')[0]?.trim();
  return type === undefined || /^application\/(?:[\w.-]+\+)?json\b/iu.test(type) ? null : 'wrong-content-type';
}

function stepOf({ request }: Exchange, body: Json | undefined): Step {
  // What nobody could write down again as JSON stays the text that it was.
  const object = body === undefined || isDeep(body) ? null : asObject(body);
  return {
    method: request.method,
    path: pathOf(request.url),
    headers: {},
    ...(object === null ? (request.body === null ? {} : { rawBody: request.body }) : { body: object }),
    auth: { kind: 'valid', scheme: null },
    stream: object?.['stream'] === true,
  };
}

/** The path of an address, without query. */
function pathOf(url: string): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/iu.exec(url)?.[1] ?? url;
  return path === '' ? '/' : path;
}
