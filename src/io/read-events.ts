import { createReadStream } from 'node:fs';
import type { RunEvent } from '../core/model/event.js';
import type { FileError } from '../core/model/file-error.js';
import type { Json } from '../core/model/json.js';
import { isDeep } from '../core/spec/cut-deep.js';
import { decodeEvent } from './decode-event.js';
import { describeSystemError } from './system-error.js';

/** The events of a run so far. */
export interface EventsRead {
  readonly events: readonly RunEvent[];
  /** The number of a last line that was torn off by a crash, and skipped; null where the file ends well. */
  readonly torn: number | null;
}

/** No line of ours is longer: bodies are limited to 16 MiB. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Reads a `results.ndjson`. A last line that is not whole is reported and skipped: a run that was killed leaves one.
 * Anything else that is no event is an error of that line.
 */
export async function readEvents(file: string): Promise<EventsRead | FileError> {
  const events: RunEvent[] = [];
  let line = 0;
  const fail = (reason: string): FileError => ({
    file,
    line: line === 0 ? null : line,
    column: null,
    reason,
    suggestion: line === 0 ? null : 'restore the file, or run again',
  });
  /** Why the line is no event, or null. */
  const take = (bytes: Uint8Array): string | null => {
    line += 1;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return 'the line is not JSON';
    }
    if (isDeep(value as Json)) return 'it is nested deeper than anything of ours';
    const event = decodeEvent(value);
    if (typeof event === 'string') return event;
    events.push(event);
    return null;
  };
  let rest: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>) {
      let from = 0;
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        const reason = take(Buffer.concat([...rest, chunk.subarray(from, end)]));
        if (reason !== null) return fail(reason);
        rest = [];
        size = 0;
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > LONGEST_LINE) {
        line += 1;
        return fail('the line is longer than any of ours');
      }
    }
  } catch (error) {
    return { ...fail(describeSystemError(error)), line: null, suggestion: null };
  }
  const first = events[0];
  if (size > 0 && events.length > 0) return { events, torn: line + 1 };
  if (first === undefined || first.type !== 'run') {
    line = 1;
    return fail('it does not begin with the event of a run');
  }
  return { events, torn: null };
}
