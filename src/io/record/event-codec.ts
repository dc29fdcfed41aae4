import type { RunEvent } from '../../core/model/event.js';
import type { Exchange } from '../../core/model/exchange.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { schemaValidator } from '../files/schema-validator.js';

/** A piece of a body in `results.ndjson`. Only version 0.1.0 wrote the third member. */
type EncodedPiece = readonly [ms: number, base64: string, leftOut?: LeftOut];

/** The types of events, and with them all types that a line may have. */
const EVENT_TYPES: ReadonlySet<string> = new Set<RunEvent['type']>([
  'run',
  'plan',
  'baseline',
  'resumed',
  'exchange',
  'result',
  'end',
]);

/** One event as one line of `results.ndjson`, without the line end. Only the pieces of bodies are encoded. */
export function encodeEvent(event: RunEvent): string {
  if (event.type !== 'exchange') return JSON.stringify(event);
  return JSON.stringify({ ...event, exchange: encodeExchange(event.exchange) });
}

function encodeExchange(exchange: Exchange): unknown {
  const { response } = exchange;
  if (response === null) return exchange;
  const body = response.body.map(({ ms, bytes }) => [ms, Buffer.from(bytes).toString('base64')]);
  return { ...exchange, response: { ...response, body } };
}

/** The event of a line, validated by `results.schema.json`, or why the line is not an event. */
export function decodeEvent(value: unknown): Result<RunEvent, string> {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (typeof type !== 'string' || !EVENT_TYPES.has(type))
    return fail(`"type" is none of ${[...EVENT_TYPES].join(', ')}`);
  const validate = schemaValidator(`results.schema.json#/$defs/${type}Event`);
  if (validate(value)) return ok(decodeOwnEvent(value));
  const error = validate.errors?.[0];
  return fail(`${type} event: ${error?.instancePath === '' ? 'it' : error?.instancePath} ${error?.message}`);
}

/** The event of a line that this process wrote or that was validated before. */
export function decodeOwnEvent(value: unknown): RunEvent {
  const event = value as RunEvent;
  if (event.type !== 'exchange' || event.exchange.response === null) return event;
  const { kept, ending } = untilGap(event.exchange.response.body as unknown as readonly EncodedPiece[]);
  const body = kept.map(([ms, text]) => ({ ms, bytes: decodeBytes(text) }));
  return { ...event, exchange: { ...event.exchange, response: { ...event.exchange.response, body }, ...ending } };
}

/** A short Buffer is a part of a block that it shares with others. */
function decodeBytes(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
}

/** What version 0.1.0 left out behind a piece of a long stream. */
export interface LeftOut {
  readonly events: number;
  readonly bytes: number;
}

/** The end of an exchange if only the beginning of its body is recorded. */
const CUT: Pick<Exchange, 'end' | 'endCode'> = { end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' };

/**
 * The pieces of a body up to its first gap. Version 0.1.0 left similar events out of long streams. Such a body is
 * incomplete: the exchange is read as one that was cut at the gap, so that its case is inconclusive.
 * @param pieces each with what was left out behind it as its third member, absent if nothing was
 */
export function untilGap<P extends readonly [ms: number, bytes: unknown, leftOut?: LeftOut]>(
  pieces: readonly P[],
): { readonly kept: readonly P[]; readonly ending: Partial<Pick<Exchange, 'end' | 'endCode'>> } {
  const gap = pieces.findIndex(([, , leftOut]) => leftOut !== undefined);
  return gap < 0 ? { kept: pieces, ending: {} } : { kept: pieces.slice(0, gap + 1), ending: CUT };
}
