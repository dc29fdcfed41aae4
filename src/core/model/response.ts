import type { Json } from './json.js';
import type { Result } from './result.js';

/** One SSE event as it was on the wire. */
export interface SseEvent {
  /** Its place among the events of the stream, from 0. */
  readonly n: number;
  /** The `event:` field, null if there was none. */
  readonly name: string | null;
  /** The `data:` lines joined by a newline; null if there was none. */
  readonly data: string | null;
  /** Offset of its first byte in the body. */
  readonly offset: number;
  /** When its last byte arrived, in milliseconds since the request was sent; null in untimed captures. */
  readonly ms: number | null;
  /** False for a tail that no blank line ended. */
  readonly terminated: boolean;
}

/**
 * A JSON document in a stream. `n` counts them from 0: the `chunk` of a place. When a missing blank line glued events
 * together, each object is a separate chunk. Events with a name that the dialect does not know are not counted.
 */
export interface Chunk {
  readonly n: number;
  readonly event: SseEvent;
  readonly value: Json;
}

/** Legal but unusual forms met in a stream, with how often. */
export interface SseForms {
  readonly bom: number;
  readonly crlf: number;
  readonly comments: number;
  readonly noSpace: number;
  readonly multiLine: number;
  readonly idFields: number;
  readonly retryFields: number;
  /** Lines with a field name that SSE does not know, quoted and cut. */
  readonly foreignFields: readonly string[];
}

/** What form the bytes have, whatever the headers say. */
export type Form = 'json' | 'stream' | 'text' | 'html' | 'empty';

/** A response, read as far as HTTP, SSE and JSON go. Pure, lenient, never throws. */
export interface WireResponse {
  /** 0 when there was no response. */
  readonly status: number;
  /** All values of a header, by its name in any case. */
  header(name: string): readonly string[];
  /** `type/subtype` in lower case without parameters; null without a Content-Type. */
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
  /** The body decoded leniently (U+FFFD for what is not UTF-8). */
  readonly text: string;
  /** Offset of the first byte that is not UTF-8; null when all is. */
  readonly invalidUtf8At: number | null;
  readonly form: Form;
  /** The body as one JSON document, or why it is none. */
  readonly body: Result<Json, string>;
  /** The events of a stream, in order. */
  readonly events: readonly SseEvent[];
  readonly forms: SseForms;
  /** The first `error:` field of a stream, which some servers invent; null if there is none. */
  readonly errorField: string | null;
}
