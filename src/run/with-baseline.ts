import type { Baseline } from '../core/model/baseline.js';
import type { RunEvent } from '../core/model/event.js';

/** The events of a run with an event for its baseline, right after the first event. */
export async function* withBaseline(
  events: AsyncIterable<RunEvent> | Iterable<RunEvent>,
  baseline: Baseline | null,
): AsyncGenerator<RunEvent, void, void> {
  let yielded = baseline === null;
  for await (const event of events) {
    if (!yielded && baseline !== null && event.type !== 'run') {
      yield { type: 'baseline', baseline };
      yielded = true;
    }
    yield event;
  }
  // A run that was resumed although nothing was left to do.
  if (!yielded && baseline !== null) yield { type: 'baseline', baseline };
}
