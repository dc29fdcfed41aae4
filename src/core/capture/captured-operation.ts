import type { Exchange } from '../model/exchange.js';
import { dialectOfRequest, operationOf } from '../dialect/index.js';
import { baseOf } from './capture-context.js';
import { readRequest } from '../dialect/read-answer.js';

/** The target of captured exchanges: the base URL of the first known operation, and the model that most requests name. */
export function targetOfCaptures(exchanges: readonly Exchange[]): {
  readonly baseUrl: string;
  readonly model: string | null;
} {
  const known = exchanges.filter(({ request }) => operationOf(request) !== null);
  const counts = new Map<string, number>();
  for (const { request } of known) {
    const model = modelIn(request);
    if (model !== null && model !== '') counts.set(model, (counts.get(model) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return {
    baseUrl: known[0] === undefined ? 'captured' : baseOf(known[0]),
    model: most?.[0] ?? null,
  };
}

function modelIn(request: Exchange['request']): string | null {
  const body = readRequest(request.body);
  return body === null ? null : dialectOfRequest(request).request.read(body).model;
}
