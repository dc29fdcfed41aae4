import type { RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';

/**
 * One event as one line of `results.ndjson`, without the line end. An exchange's pieces become
 * `[milliseconds, base64]`, with what was skipped behind them as a third member where something was; everything else stands as it is in the model.
 */
export function encodeEvent(event: RunEvent): string {
  if (event.type !== 'exchange') return JSON.stringify(event);
  return JSON.stringify({ ...event, exchange: encodeExchange(event.exchange) });
}

function encodeExchange(exchange: Exchange): unknown {
  const { response } = exchange;
  if (response === null) return exchange;
  const body = response.body.map(({ ms, bytes, skipped }) => [
    ms,
    Buffer.from(bytes).toString('base64'),
    ...(skipped === undefined ? [] : [skipped]),
  ]);
  return { ...exchange, response: { ...response, body } };
}
