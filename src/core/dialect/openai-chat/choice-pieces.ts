import type { Answer } from '../../model/answer.js';
import type { Place } from '../../model/divergence.js';
import type { Json, JsonObject } from '../../model/json.js';
import { asArray, isObject } from '../../wire/narrow.js';
import { placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';

/** One entry of a `choices` array: a choice of a body, or what one chunk adds to a choice. */
export interface ChoicePiece {
  /** Its own `index`; where it has none, its position. */
  readonly index: number;
  /** The chunk that it stands in; null in a body. */
  readonly chunk: number | null;
  /** `/choices/0` */
  readonly pointer: string;
  readonly choice: JsonObject;
  readonly message: JsonObject | null;
  /** `/choices/0/message` or `/choices/0/delta` */
  readonly messagePointer: string;
}

/** Every entry of every `choices` array, in the order of the wire. */
export function choicePieces(answer: Answer): readonly ChoicePiece[] {
  if ('value' in answer.body) return piecesOf(answer.body.value, null, ['message', 'delta']);
  return answer.chunks.flatMap(({ n, value }) => piecesOf(value, n, ['delta', 'message']));
}

/** A place in a piece, by a pointer below its message. */
export function inMessage(piece: ChoicePiece, pointer: string): Place {
  return placeOf(piece.chunk, piece.messagePointer + pointer);
}

function piecesOf(value: Json, chunk: number | null, names: readonly string[]): readonly ChoicePiece[] {
  return asArray(member(value, 'choices')).flatMap((choice, position): readonly ChoicePiece[] => {
    if (!isObject(choice)) return [];
    const index = member(choice, 'index');
    const pointer = `/choices/${position}`;
    const name = names.find((each) => isObject(member(choice, each))) ?? names[0];
    const message = member(choice, String(name));
    return [
      {
        index: typeof index === 'number' && Number.isInteger(index) ? index : position,
        chunk,
        pointer,
        choice,
        message: isObject(message) ? message : null,
        messagePointer: `${pointer}/${name}`,
      },
    ];
  });
}
