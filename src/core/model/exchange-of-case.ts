import type { Exchange } from './exchange.js';

/**
 * An exchange from the view of one case that it was sent for: with the id and step of this case, and the other cases in
 * `also`. Null if it was not sent for the case.
 */
export function exchangeOfCase(exchange: Exchange, id: string): Exchange | null {
  const { case: first, step, also } = exchange;
  if (first === id) return exchange;
  const turn = also?.find((each) => each.case === id);
  if (also === undefined || turn === undefined) return null;
  const others = also.filter((each) => each !== turn);
  return { ...exchange, ...turn, also: [{ case: first, step }, ...others] };
}
