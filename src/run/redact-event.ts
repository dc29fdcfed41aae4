import type { RunEvent } from '../core/model/event.js';
import type { Redactor } from '../core/redact/redactor.js';

/** An event as it leaves the run. */
export function redactEvent(event: RunEvent, redactor: Redactor): RunEvent {
  if (event.type !== 'exchange') return redactor.value(event);
  const { exchange, ...rest } = event;
  return { ...rest, exchange: redactor.exchange(exchange) };
}
