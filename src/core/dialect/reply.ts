import type { Place } from '../model/divergence.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Chunk } from '../model/response.js';

/** A part of a text with its place. Never empty. */
export interface TextPiece {
  readonly text: string;
  readonly place: Place;
}

/** A text as clients assemble it, with the place of each part. */
export interface PlacedText {
  /** Empty when there is none. */
  readonly text: string;
  readonly pieces: readonly TextPiece[];
  /** The place that a report names if there is no text: the member of a body, or the stream. */
  readonly absentAt: Place;
}

/** The place of the character at an offset of a text; the last piece if the text is shorter. */
export function placeIn({ pieces, absentAt }: PlacedText, offset = 0): Place {
  let end = 0;
  for (const { text, place } of pieces) {
    end += text.length;
    if (end > offset) return place;
  }
  return pieces.at(-1)?.place ?? absentAt;
}

/** What the kinds of tool calls have in common. */
interface CallParts {
  /** Its number among the calls of the output, from 0; null when the response does not give it. */
  readonly index: number | null;
  readonly id: string | null;
  /** Empty when none came. */
  readonly name: string;
  /** Each name that came for it, in order: more than one only in a stream that repeats or splits it. */
  readonly names: readonly Placed<string>[];
  /** The place of its first name, or of the missing one. */
  readonly nameAt: Place;
  /** Where the call begins. */
  readonly place: Place;
}

/** A call of a function: its arguments are the text of a JSON object. */
export interface FunctionCall extends CallParts {
  readonly type: 'function';
  readonly arguments: PlacedText;
}

/** A call of a custom tool: its input is any text. */
export interface CustomCall extends CallParts {
  readonly type: 'custom';
  readonly input: PlacedText;
}

/** A call of a type that the dialect does not know. */
export interface OtherCall extends CallParts {
  readonly type: 'other';
}

/** A tool call, assembled from its parts. */
export type ToolCall = FunctionCall | CustomCall | OtherCall;

/** Why an output ended. */
export interface Finish {
  /** `other` for a reason that the dialect does not know; null when no reason came. */
  readonly reason: 'stop' | 'length' | 'calls' | 'filter' | 'other' | null;
  /** The reason as the response writes it; undefined when the member never came. */
  readonly raw: Json | undefined;
  readonly place: Place;
}

/** A generated message: one choice, or the only message. */
export interface Output {
  readonly index: number;
  readonly text: PlacedText;
  readonly reasoning: PlacedText;
  readonly refusal: PlacedText;
  readonly calls: readonly ToolCall[];
  readonly finish: Finish;
  /** The place of the list of tool calls; null if there is none. */
  readonly callsAt: Place | null;
  /** Whether it has a call in a form that the documents replaced. */
  readonly hasLegacyCall: boolean;
  /** The place that a report names if there is no tool call. */
  readonly callsAbsentAt: Place;
  /** Whether it ended by itself: no limit or filter cut it, and it gives a reason. The end of any other says nothing. */
  readonly isWhole: boolean;
  /** How many tokens its log probabilities list; 0 without them. */
  readonly loggedTokens: number;
  /** The text of these tokens; empty without them. */
  readonly loggedText: string;
  /** Whether it holds anything but text, a refusal and tool calls: audio, or content of an unknown form. */
  readonly holdsOther: boolean;
}

/** A count of tokens. */
export interface Count {
  /** The name of the member. */
  readonly name: string;
  /** Null when it is absent or not an integer. */
  readonly value: number | null;
  readonly place: Place;
}

/** The tokens that the response counts; in a stream those it counts last. */
export interface Usage {
  readonly value: JsonObject;
  readonly place: Place;
  readonly input: Count;
  readonly output: Count;
  readonly total: Count;
  /** Part of the output. */
  readonly reasoning: Count;
  /** Part of the input. */
  readonly cached: Count;
}

/** A value with its place. */
export interface Placed<T> {
  readonly value: T;
  readonly place: Place;
}

/** What a response says, assembled by the reader of its dialect, with the place of every part. */
export interface Reply {
  /** In the order in which they begin. */
  readonly outputs: readonly Output[];
  readonly usage: Usage | null;
  /**
   * The error that the response reports, in a body or in a stream; null when it reports none. The value is the whole
   * document that carries it (the body, the chunk), or the text of an error event or field that is not JSON.
   */
  readonly error: Placed<Json> | null;
  /** Each id that the response gives itself, in order. */
  readonly ids: readonly Placed<string>[];
  /** The model that generated it; null when the response names none. */
  readonly model: Placed<string> | null;
  /** The list of outputs, when it is there and empty. */
  readonly emptyOutputs: Place | null;
  /** The JSON documents of a stream, numbered: `chunk` of a place. */
  readonly chunks: readonly Chunk[];
  /** The chunks that are part of the message: no error, no event of an unknown name. */
  readonly parts: readonly Chunk[];
}
