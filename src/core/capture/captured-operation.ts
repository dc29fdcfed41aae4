import type { Exchange } from '../model/exchange.js';
import { targetOf } from '../dialect/openai-chat/operation.js';
import { baseOf } from './capture-context.js';
import { asObject, asString } from '../wire/narrow.js';
import { parseJson } from '../wire/parse-json.js';

/** Whom captured exchanges asked: the base URL of the first that is an operation of ours, and the model asked for most. */
export function targetOfCaptures(exchanges: readonly Exchange[]): {
  readonly baseUrl: string;
  readonly model: string | null;
} {
  const asked = exchanges.filter((exchange) => targetOf(exchange.request) !== 'other');
  const counts = new Map<string, number>();
  for (const { request } of asked) {
    const model = modelIn(request.body);
    if (model !== null && model !== '') counts.set(model, (counts.get(model) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return {
    baseUrl: asked[0] === undefined ? 'captured' : baseOf(asked[0]),
    model: most?.[0] ?? null,
  };
}

function modelIn(body: string | null): string | null {
  const parsed = parseJson(body ?? '');
  return 'value' in parsed ? asString(asObject(parsed.value)?.['model']) : null;
}
