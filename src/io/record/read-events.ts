import { existsSync } from 'node:fs';
import type { RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { Json } from '../../core/model/json.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { isDeep } from '../../core/wire/json.js';
import { fileError } from '../../core/spec/source.js';
import { isRegularFile, LARGEST_CAPTURE } from '../files/read-file.js';
import { readLines } from '../files/read-lines.js';
import { describeSystemError } from '../files/system-error.js';
import { decodeEvent, decodeOwnEvent } from './event-codec.js';

/** The events of a run so far. */
export interface EventsRead {
  readonly events: readonly RunEvent[];
  /** The number of an incomplete last line, which a crash leaves and which is ignored; null when there is none. */
  readonly torn: number | null;
}

/**
 * Reads a `results.ndjson`. An incomplete last line is reported and ignored, because a killed run leaves one. Any other
 * line that is not an event is an error.
 * @param options whether the file may be a pipe or a device
 */
export async function readEvents(
  file: string,
  options: { readonly pipes?: boolean } = {},
): Promise<Result<EventsRead>> {
  if (options.pipes !== true && existsSync(file) && !isRegularFile(file))
    return fail([fileError(file, 'it is no file but a folder, a pipe or a device')]);
  const events: RunEvent[] = [];
  let line = 0;
  let size = 0;
  const failAt = (at: number, reason: string): Result<EventsRead> =>
    fail([{ file, line: at, column: null, reason, suggestion: 'restore the file, or run again' }]);
  const lines = readLines(file);
  let rest = 0;
  try {
    for (;;) {
      const next = await lines.next();
      if (next.done === true) {
        rest = next.value;
        break;
      }
      line += 1;
      size += next.value.length;
      if (size > LARGEST_CAPTURE) return failAt(line, 'the file is larger than 400 MiB');
      const read = parseLine(next.value);
      if (!read.ok) return failAt(line, read.errors);
      events.push(read.value);
    }
  } catch (error) {
    return fail([{ file, line: null, column: null, reason: describeSystemError(error), suggestion: null }]);
  } finally {
    await lines.return(0);
  }
  if (rest === Number.POSITIVE_INFINITY) return failAt(line + 1, 'the line is longer than any of ours');
  if (rest > 0 && events.length > 0) return ok({ events, torn: line + 1 });
  if (events[0]?.type !== 'run') return failAt(1, 'it does not begin with the event of a run');
  return ok({ events, torn: null });
}

function parseLine(bytes: Buffer): Result<RunEvent, string> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return fail('the line is not JSON');
  }
  return isDeep(value as Json) ? fail('it is nested deeper than anything of ours') : decodeEvent(value);
}

/** How the line of an exchange begins, and no other. */
const EXCHANGE_LINE = Buffer.from('{"type":"exchange"');

/**
 * The exchanges in a record that this process wrote, one at a time, so that they are never all in memory. Rejects when
 * the file cannot be read.
 * @param upstream whether to yield the exchanges with the upstream, or those with the target
 */
export async function* readExchanges(file: string, upstream: boolean): AsyncGenerator<Exchange, void, void> {
  for await (const line of readLines(file)) {
    if (!line.subarray(0, EXCHANGE_LINE.length).equals(EXCHANGE_LINE)) continue;
    const event = decodeOwnEvent(JSON.parse(line.toString()));
    if (event.type === 'exchange' && (event.against === true) === upstream) yield event.exchange;
  }
}
