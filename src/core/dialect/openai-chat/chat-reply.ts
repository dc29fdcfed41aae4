import type { Place } from '../../model/divergence.js';
import type { Json, JsonObject } from '../../model/json.js';
import { placeOf } from '../../wire/place.js';
import type { Output, Reply, ToolCall } from '../reply.js';

/** A JSON document of a response: its body, or a chunk of its stream. */
export interface Document {
  readonly value: Json;
  /** The chunk that it is; null for a body. */
  readonly chunk: number | null;
}

/** One entry of a `choices` array: a choice of a body, or what one chunk adds to a choice. */
export interface ChoiceEntry {
  /** Its `index`; its position when it has none. */
  readonly index: number;
  /** Its `index`; null when it is absent or not an integer. */
  readonly ownIndex: number | null;
  /** The chunk that holds it; null in a body. */
  readonly chunk: number | null;
  /** `/choices/0` */
  readonly pointer: string;
  readonly choice: JsonObject;
  /** Its `delta`; null when it is absent or not an object. */
  readonly delta: JsonObject | null;
  /** Its `message` or `delta`, whichever is there; null when neither is an object. */
  readonly message: JsonObject | null;
  /** `/choices/0/message` or `/choices/0/delta` */
  readonly messagePointer: string;
}

/** One entry of a `tool_calls` array. */
export interface CallFragment {
  readonly chunk: number | null;
  /** `/choices/0/delta/tool_calls/0` */
  readonly pointer: string;
  readonly value: JsonObject;
  readonly id: string | null;
  /** The name of the function or of the custom tool. */
  readonly name: string | null;
}

/** A tool call with the fragments that it came in; one in a body. */
export type ChatCall = ToolCall & {
  readonly first: CallFragment;
  readonly fragments: readonly CallFragment[];
  /** An earlier call that has the same index although it is another call. */
  readonly sharesIndexOf: ChatCall | null;
};

/** A choice. In a stream the entries of one index are one choice. */
export interface ChatOutput extends Output {
  readonly streamed: boolean;
  readonly entries: readonly ChoiceEntry[];
  readonly calls: readonly ChatCall[];
  /** What came under a negative index: it belongs to no call. */
  readonly strayCalls: readonly ChatCall[];
}

/** A reply with what only this dialect has: the entries from which its choices are assembled. */
export interface ChatReply extends Reply {
  readonly outputs: readonly ChatOutput[];
  readonly entries: readonly ChoiceEntry[];
  readonly documents: readonly Document[];
}

/** The reply as its own reader made it. The checks of this dialect look at no other. */
export function chatReply({ reply }: { readonly reply: Reply }): ChatReply {
  if (!isChatReply(reply)) throw new Error('The reply is of another dialect');
  return reply;
}

function isChatReply(reply: Reply): reply is ChatReply {
  return 'entries' in reply;
}

/** A place in an entry, by a pointer below its message. */
export function inMessage(entry: ChoiceEntry, pointer: string): Place {
  return placeOf(entry.chunk, entry.messagePointer + pointer);
}

/** A place in a fragment, by a pointer below it. */
export function inFragment(fragment: CallFragment, pointer = ''): Place {
  return placeOf(fragment.chunk, fragment.pointer + pointer);
}
