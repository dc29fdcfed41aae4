import type { Case, Omission } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import type { InputError } from '../../core/model/input-error.js';
import { readEvents } from '../record/read-events.js';
import { readHar } from './read-har.js';

/** What a file of captured traffic holds. */
export interface CaptureRead {
  readonly exchanges: readonly Exchange[];
  /** The cases of the run that wrote the file; null where the file holds none. */
  readonly planned: readonly Case[] | null;
  /** The cases that the specs of that run never promised. */
  readonly omitted: readonly Omission[];
  /** The number of a last line that was torn off by a crash, and skipped. */
  readonly torn: number | null;
}

/** Reads captured traffic: the `results.ndjson` of a run, or a HAR 1.2 of anybody, gzipped or not. */
export async function readCapture(file: string): Promise<CaptureRead | InputError> {
  if (!file.toLowerCase().endsWith('.ndjson')) {
    const exchanges = await readHar(file);
    return 'reason' in exchanges ? exchanges : { exchanges, planned: null, omitted: [], torn: null };
  }
  const read = await readEvents(file);
  if ('reason' in read) return read;
  return {
    // What an upstream was asked beside the target is no traffic of the target's.
    exchanges: read.events.flatMap((event) =>
      event.type === 'exchange' && event.against !== true ? [event.exchange] : [],
    ),
    planned: read.events.flatMap((event) => (event.type === 'plan' ? event.cases : [])),
    omitted: read.events.flatMap((event) => (event.type === 'plan' ? event.omitted : [])),
    torn: read.torn,
  };
}
