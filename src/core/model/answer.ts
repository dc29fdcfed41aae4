import type { Exchange } from './exchange.js';
import type { Json, JsonObject } from './json.js';

/** One SSE event as it stood on the wire. */
export interface SseEvent {
  /** Its place among the events of the stream, from 0. */
  readonly n: number;
  /** The `event:` field, null where there was none. */
  readonly name: string | null;
  /** The `data:` lines joined by a newline; null where there was none. */
  readonly data: string | null;
  /** Offset of its first byte in the body. */
  readonly offset: number;
  /** When its last byte arrived, in milliseconds since the request was sent; null in untimed captures. */
  readonly ms: number | null;
  /** False for a tail that no blank line ended. */
  readonly terminated: boolean;
}

/**
 * One event whose data is JSON. `n` counts these from 0: the `chunk` of a place. Where a missing blank line glued events,
 * each object is a chunk of its own; an event with a foreign name and no `choices` in it is none.
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

/** A tool call put together from its fragments (or read from a body). */
export interface AssembledCall {
  readonly index: number | null;
  readonly id: string | null;
  readonly type: string | null;
  readonly name: string | null;
  readonly arguments: string;
  /** The chunks that carried it, empty for a body. */
  readonly chunks: readonly number[];
}

/** A choice put together from its deltas (or read from a body). */
export interface AssembledChoice {
  readonly index: number;
  /** Null where no content was given at all (absent or null everywhere). */
  readonly content: string | null;
  readonly reasoning: string | null;
  readonly refusal: string | null;
  readonly toolCalls: readonly AssembledCall[];
  readonly functionCall: { readonly name: string | null; readonly arguments: string } | null;
  readonly finishReason: Json | undefined;
}

/** What form the bytes have, whatever the headers say. */
export type Form = 'json' | 'stream' | 'text' | 'html' | 'empty';

/** What was asked for, by method and path. */
export type Target = 'chat' | 'models' | 'other';

/** An exchange, read: bytes → events → the assembled message. Pure, lenient, never throws. */
export interface Answer {
  readonly exchange: Exchange;
  /** The request's body as JSON; null where it is none. */
  readonly request: JsonObject | null;
  readonly target: Target;
  /** Whether a stream was asked for. */
  readonly askedStream: boolean;
  /** 0 when there was no response. */
  readonly status: number;
  /** All values of a header, by lower-case name. */
  header(name: string): readonly string[];
  /** `type/subtype` in lower case without parameters; null without a Content-Type. */
  readonly mediaType: string | null;
  readonly bytes: Uint8Array;
  /** The body decoded leniently (U+FFFD for what is not UTF-8). */
  readonly text: string;
  /** Offset of the first byte that is not UTF-8; null where all is. */
  readonly invalidUtf8At: number | null;
  readonly form: Form;
  /** The body as one JSON document; `error` where it is none. */
  readonly body: { readonly value: Json } | { readonly error: string };
  /** The events of a stream, in order. */
  readonly events: readonly SseEvent[];
  readonly chunks: readonly Chunk[];
  readonly forms: SseForms;
  /**
   * The error that was answered, in a body or inside a stream; null where there was none. `value` is the whole document
   * that carries it (the body, the chunk), or the text of an event or `error:` field that is no JSON; `chunk` the chunk
   * that it is, null for a body and for what is no chunk.
   */
  readonly error: { readonly value: Json; readonly chunk: number | null } | null;
  /** The choices, from the body or from the chunks, by index. */
  readonly choices: readonly AssembledChoice[];
  readonly usage: JsonObject | null;
  /** 2xx, with choices, and no error in it. */
  readonly succeeded: boolean;
}
