import type { Baseline } from '../core/model/baseline.js';
import type { RunEvent } from '../core/model/event.js';

/** The events of a run with the baseline that it is compared with, told as soon as the run has begun. */
export async function* withBaseline(
  events: AsyncIterable<RunEvent> | Iterable<RunEvent>,
  baseline: Baseline | null,
): AsyncGenerator<RunEvent, void, void> {
  let told = baseline === null;
  for await (const event of events) {
    if (!told && baseline !== null && event.type !== 'run') {
      yield { type: 'baseline', baseline };
      told = true;
    }
    yield event;
  }
  // A run that goes on where nothing was left to do.
  if (!told && baseline !== null) yield { type: 'baseline', baseline };
}
