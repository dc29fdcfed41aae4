import type { Exchange } from './exchange.js';

/**
 * An exchange as that of a case which it was sent for: under the case's name and step, with all others that it was sent
 * for beside them. Null where it was not sent for the case.
 */
export function exchangeOfCase(exchange: Exchange, id: string): Exchange | null {
  const { case: first, step, also } = exchange;
  if (first === id) return exchange;
  const turn = also?.find((each) => each.case === id);
  if (also === undefined || turn === undefined) return null;
  const others = also.filter((each) => each !== turn);
  return { ...exchange, ...turn, also: [{ case: first, step }, ...others] };
}
