import type { RunEvent } from '../../core/model/event.js';
import type { InputError } from '../../core/model/input-error.js';
import type { Json } from '../../core/model/json.js';
import { isDeep } from '../../core/wire/json-depth.js';
import { decodeEvent } from './event-codec.js';
import { readLines } from '../files/read-lines.js';
import { describeSystemError } from '../files/system-error.js';
import type { Exchange } from '../../core/model/exchange.js';

/** The events of a run so far. */
export interface EventsRead {
  readonly events: readonly RunEvent[];
  /** The number of a last line that was torn off by a crash, and skipped; null where the file ends well. */
  readonly torn: number | null;
}

/**
 * Reads a `results.ndjson`. A last line that is not whole is reported and skipped: a run that was killed leaves one.
 * Anything else that is no event is an error of that line.
 */
export async function readEvents(file: string): Promise<EventsRead | InputError> {
  const events: RunEvent[] = [];
  let line = 0;
  const fail = (reason: string): InputError => ({
    file,
    line: line === 0 ? null : line,
    column: null,
    reason,
    suggestion: line === 0 ? null : 'restore the file, or run again',
  });
  /** Why the line is no event, or null. */
  const take = (bytes: Buffer): string | null => {
    line += 1;
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString());
    } catch {
      return 'the line is not JSON';
    }
    if (isDeep(value as Json)) return 'it is nested deeper than anything of ours';
    const event = decodeEvent(value);
    if (typeof event === 'string') return event;
    events.push(event);
    return null;
  };
  let left = 0;
  const lines = readLines(file);
  try {
    for (;;) {
      const next = await lines.next();
      if (next.done === true) {
        left = next.value;
        break;
      }
      const reason = take(next.value);
      if (reason !== null) return fail(reason);
    }
  } catch (error) {
    return { ...fail(describeSystemError(error)), line: null, suggestion: null };
  } finally {
    await lines.return(0);
  }
  if (left === Number.POSITIVE_INFINITY) {
    line += 1;
    return fail('the line is longer than any of ours');
  }
  const first = events[0];
  if (left > 0 && events.length > 0) return { events, torn: line + 1 };
  if (first === undefined || first.type !== 'run') {
    line = 1;
    return fail('it does not begin with the event of a run');
  }
  return { events, torn: null };
}

/** How the line of an exchange begins, and no other. */
const BEGINNING = Buffer.from('{"type":"exchange"');

/**
 * The exchanges in a record that this process wrote, one after the other: none is kept. Rejects where the file cannot be
 * read.
 * @param upstream whether those with the upstream are meant
 */
export async function* readExchanges(file: string, upstream: boolean): AsyncGenerator<Exchange, void, void> {
  for await (const line of readLines(file)) {
    if (!line.subarray(0, BEGINNING.length).equals(BEGINNING)) continue;
    const event = decodeEvent(JSON.parse(line.toString()), true);
    if (typeof event === 'object' && event.type === 'exchange' && (event.against === true) === upstream)
      yield event.exchange;
  }
}
