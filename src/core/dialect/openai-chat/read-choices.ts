import type { Answer } from '../../model/answer.js';
import type { Place } from '../../model/divergence.js';
import type { Json } from '../../model/json.js';
import { asString } from '../../wire/narrow.js';
import { placeOf, streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { type ChoicePiece, choicePieces, inMessage } from './choice-pieces.js';
import { type ReadCall, readCalls } from './read-calls.js';

/** A choice, with where each part of it stood. */
export interface ReadChoice {
  readonly index: number;
  readonly streamed: boolean;
  readonly pieces: readonly ChoicePiece[];
  /** The text; empty where there is none. */
  readonly content: string;
  readonly reasoning: string;
  readonly refusal: string;
  /** Without those of a negative index: they belong to no call. */
  readonly calls: readonly ReadCall[];
  /** The last finish reason that is not null; null or undefined where none came. */
  readonly finish: Json | undefined;
  readonly finishPlace: Place;
}

const read = new WeakMap<Answer, readonly ReadChoice[]>();

/** The choices of an answer. In a stream the pieces of one index are one choice. */
export function readChoices(answer: Answer): readonly ReadChoice[] {
  const known = read.get(answer);
  if (known) return known;
  const groups = new Map<number | ChoicePiece, ChoicePiece[]>();
  for (const piece of choicePieces(answer)) {
    const key = piece.chunk === null ? piece : piece.index;
    const group = groups.get(key);
    if (group) group.push(piece);
    else groups.set(key, [piece]);
  }
  const choices = [...groups.values()].map(readChoice);
  read.set(answer, choices);
  return choices;
}

/** Whether the text or the call was cut short, or does not say how it ended: its last part then says nothing. */
export function isCut({ finish, pieces }: ReadChoice): boolean {
  return typeof finish !== 'string' || pieces.some(({ choice }) => saysCut(member(choice, 'finish_reason')));
}

function saysCut(reason: Json | undefined): boolean {
  return typeof reason === 'string' && /length|max_tokens|content_filter/i.test(reason);
}

/** Where a choice says, or should say, something: in the message of a body; a stream says it nowhere in particular. */
export function missingPlace(choice: ReadChoice, pointer: string): Place {
  const piece = choice.pieces[0];
  return choice.streamed || !piece ? streamPlace : inMessage(piece, pointer);
}

/** Where the character of that offset in the text stood. */
export function contentPlace(choice: ReadChoice, offset = 0): Place {
  let end = 0;
  let last: ChoicePiece | undefined;
  for (const piece of choice.pieces) {
    const text = textIn(piece, 'content');
    if (text === '') continue;
    last = piece;
    end += text.length;
    if (end > offset) break;
  }
  return last ? inMessage(last, '/content') : missingPlace(choice, '/content');
}

function readChoice(pieces: readonly ChoicePiece[]): ReadChoice {
  const streamed = pieces[0]?.chunk !== null;
  const finishing = pieces.findLast(({ choice }) => (member(choice, 'finish_reason') ?? null) !== null) ?? pieces[0];
  const joined = (name: string): string => pieces.map((piece) => textIn(piece, name)).join('');
  return {
    index: pieces[0]?.index ?? 0,
    streamed,
    pieces,
    content: joined('content'),
    reasoning: joined('reasoning_content') || joined('reasoning'),
    refusal: joined('refusal'),
    calls: readCalls(pieces).filter(({ index }) => index === null || index >= 0),
    finish: finishing && member(finishing.choice, 'finish_reason'),
    finishPlace: finishing ? placeOf(finishing.chunk, `${finishing.pointer}/finish_reason`) : streamPlace,
  };
}

function textIn({ message }: ChoicePiece, name: string): string {
  return asString(member(message ?? {}, name)) ?? '';
}
