import type { RunEvent } from '../../core/model/event.js';
import { closedValidator } from '../files/schema-validator.js';

/**
 * The members of events that `results.schema.json` does not list, which no check would read.
 * @returns each as a JSON Pointer with the number of its line: `line 3: /exchange/note`; at most one of each event
 */
export function unknownMembers(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event, index) => {
    const validate = closedValidator(`results.schema.json#/$defs/${event.type}Event`);
    if (validate(withoutBody(event))) return [];
    const error = validate.errors?.find(({ keyword }) => keyword === 'additionalProperties');
    const member: unknown = error?.params['additionalProperty'];
    return error === undefined ? [] : [`line ${index + 1}: ${error.instancePath}/${String(member).slice(0, 80)}`];
  });
}

/** An event whose body is empty: the decoded bytes are no JSON. */
function withoutBody(event: RunEvent): RunEvent {
  if (event.type !== 'exchange' || event.exchange.response === null) return event;
  return { ...event, exchange: { ...event.exchange, response: { ...event.exchange.response, body: [] } } };
}
