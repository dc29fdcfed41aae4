import type { Place } from '../../model/divergence.js';
import type { JsonObject } from '../../model/json.js';
import type { Output, PlacedText, Reply } from '../reply.js';

/** The documented events of a stream. */
export const EVENT_TYPES: readonly string[] = [
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
  'error',
];

/** An event of a stream that the documents know, or one without any type. */
export interface MessageEvent {
  /** By its data, else by its name; null if neither is documented. */
  readonly type: string | null;
  readonly value: JsonObject;
  readonly chunk: number;
  /** The `index` of its content block; null if it is absent or not an integer. */
  readonly index: number | null;
}

/** What one event adds to a content block. */
export interface Delta {
  readonly type: string | null;
  readonly value: JsonObject;
  readonly chunk: number;
}

/** A content block of a message: an element of `content`, or what the events of one index make of it. */
export interface Block {
  /** Its `index`; in a body its position. Null if the stream gives none. */
  readonly index: number | null;
  readonly type: string | null;
  /** As the body has it, or as it is opened in a stream; empty if it was never opened. */
  readonly value: JsonObject;
  /** The event that opens it; null in a body, and if it was never opened. */
  readonly chunk: number | null;
  readonly deltas: readonly Delta[];
  /** Whether it was closed; true in a body. */
  readonly closed: boolean;
  /** Its text, thinking, or input as JSON. */
  readonly text: PlacedText;
  /** The place of a member of the block. */
  readonly at: (pointer: string) => Place;
}

/** The one message. */
export interface MessageOutput extends Output {
  readonly blocks: readonly Block[];
}

/** A reply with what only this dialect has: its content blocks, and the events of a stream. */
export interface MessagesReply extends Reply {
  readonly outputs: readonly MessageOutput[];
  readonly streamed: boolean;
  readonly events: readonly MessageEvent[];
  /** The message of a body or of `message_start`; null if there is none. */
  readonly message: { readonly value: JsonObject; readonly at: (pointer: string) => Place } | null;
}

/** The reply as its own reader made it. The checks of this dialect look at no other. */
export function messagesReply({ reply }: { readonly reply: Reply }): MessagesReply {
  if (!isMessagesReply(reply)) throw new Error('The reply is of another dialect');
  return reply;
}

function isMessagesReply(reply: Reply): reply is MessagesReply {
  return 'streamed' in reply;
}
