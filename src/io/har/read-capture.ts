import type { Case, Omission } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import { ok, type Result } from '../../core/model/result.js';
import { readEvents } from '../record/read-events.js';
import { readHar } from './read-har.js';

/** The captured traffic of a file. */
export interface CaptureRead {
  readonly exchanges: readonly Exchange[];
  /** The cases of the run that wrote the file; null when the file names none. */
  readonly planned: readonly Case[] | null;
  /** The cases that the specs of that run never documented. */
  readonly omitted: readonly Omission[];
  /** The number of an incomplete last line, which a crash leaves and which is ignored; null when there is none. */
  readonly torn: number | null;
}

/** Reads captured traffic: the `results.ndjson` of a run, or a HAR 1.2 from any tool, compressed or not. */
export async function readCapture(file: string): Promise<Result<CaptureRead>> {
  if (!file.toLowerCase().endsWith('.ndjson')) {
    const har = await readHar(file);
    return har.ok ? ok({ exchanges: har.value, planned: null, omitted: [], torn: null }) : har;
  }
  const read = await readEvents(file, { pipes: true });
  if (!read.ok) return read;
  const { events, torn } = read.value;
  return ok({
    // Exchanges with the upstream are not traffic of the target.
    exchanges: events.flatMap((event) => (event.type === 'exchange' && event.against !== true ? [event.exchange] : [])),
    planned: events.flatMap((event) => (event.type === 'plan' ? event.cases : [])),
    omitted: events.flatMap((event) => (event.type === 'plan' ? event.omitted : [])),
    torn,
  });
}
