import { operationOf } from '../dialect/index.js';
import type { Exchange } from '../model/exchange.js';
import { readOnce } from '../dialect/read-answer.js';
import type { CapturedExchanges } from './captured-cases.js';
import { baseOf } from './capture-context.js';

/**
 * The further exchanges that checks compare with, for each captured case of a file: for an answer an earlier answer with
 * the same id, for a list of models an answer of a model. A case that this tool sent has none.
 */
export function relatedExchanges(
  cases: readonly CapturedExchanges[],
): ReadonlyMap<CapturedExchanges, readonly Exchange[]> {
  const related = new Map<CapturedExchanges, readonly Exchange[]>();
  const firstById = new Map<string, Exchange>();
  const lists: CapturedExchanges[] = [];
  const firstByBase = new Map<string, Exchange>();
  for (const each of cases) {
    const [exchange] = each.exchanges;
    if (exchange === undefined || each.case.suite !== 'captured') continue;
    const operation = operationOf(exchange.request);
    if (operation === 'models') lists.push(each);
    if (operation !== 'generate') continue;
    const answer = readOnce(exchange);
    if (!answer.succeeded) continue;
    const base = baseOf(exchange);
    if (!firstByBase.has(base)) firstByBase.set(base, exchange);
    const id = answer.reply.ids[0]?.value ?? null;
    if (id === null) continue;
    const earlier = firstById.get(`${base} ${id}`);
    if (earlier === undefined) firstById.set(`${base} ${id}`, exchange);
    // The same request may come from a cache; so may an exchange that a browser and a proxy both wrote down.
    else if (earlier.request.body !== exchange.request.body) related.set(each, [earlier]);
  }
  for (const each of lists) {
    const answered = each.exchanges.flatMap((exchange) => firstByBase.get(baseOf(exchange)) ?? []);
    related.set(each, answered);
  }
  return related;
}
