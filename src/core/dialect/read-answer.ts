import type { Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import { asObject, parseJson } from '../wire/json.js';
import { readResponse } from '../wire/read-response.js';
import type { Answer } from './answer.js';
import type { Dialect } from './dialect.js';
import { dialectOfRequest } from './index.js';

/** Larger answers are read again when they are needed again, and not kept in between. Bytes. */
const LARGEST_KEPT = 8 * 1024;

const kept = new WeakMap<NonNullable<Exchange['response']>, { readonly dialect: Dialect; readonly answer: Answer }>();

/**
 * Reads an exchange: what was requested, what came, and what it says. Lenient, never throws; linear in its size.
 * @param dialect that of the request by default. Requests of several dialects may have one address, such as the list of models.
 */
export function readAnswer(exchange: Exchange, dialect: Dialect = dialectOfRequest(exchange.request)): Answer {
  const response = readResponse(exchange);
  const { status } = response;
  const request = readRequest(exchange.request.body);
  const reply = dialect.read(response);
  return {
    ...response,
    exchange,
    operation: dialect.operationOf(exchange.request),
    request,
    requested: dialect.request.read(request),
    reply,
    succeeded: status >= 200 && status < 300 && reply.outputs.length > 0 && reply.error === null,
  };
}

/**
 * Reads an exchange; a small one only once, because a run adds up its usage and judges it for each of its specs.
 * @param dialect that of the request by default
 */
export function readOnce(exchange: Exchange, dialect: Dialect = dialectOfRequest(exchange.request)): Answer {
  const { response } = exchange;
  if (response === null) return readAnswer(exchange, dialect);
  const known = kept.get(response);
  const before = known?.dialect === dialect ? known.answer : undefined;
  const isSame = before?.exchange.request === exchange.request && before.exchange.timed === exchange.timed;
  if (isSame && before.exchange === exchange) return before;
  // An exchange that is recorded under another number or case has the same answer.
  const answer = isSame ? { ...before, exchange } : readAnswer(exchange, dialect);
  if (answer.bytes.length <= LARGEST_KEPT) kept.set(response, { dialect, answer });
  return answer;
}

/** The JSON object that the body of a request is; null if it is none. */
export function readRequest(body: string | null): JsonObject | null {
  const parsed = parseJson(body ?? '');
  return parsed.ok ? asObject(parsed.value) : null;
}
