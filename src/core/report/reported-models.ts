import { readAnswer } from '../dialect/read-answer.js';
import type { RunEvent } from '../model/event.js';

/** The models that the successful responses of the target name, sorted, each once. */
export function reportedModels(events: Iterable<RunEvent>): readonly string[] {
  const models = new Set<string>();
  for (const event of events) {
    if (event.type !== 'exchange' || event.against === true || event.exchange.response === null) continue;
    const { succeeded, reply } = readAnswer(event.exchange);
    if (succeeded && reply.model !== null) models.add(reply.model.value);
  }
  return [...models].sort();
}
