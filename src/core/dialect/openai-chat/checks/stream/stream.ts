import type { Chunk } from '../../../../model/answer.js';
import type { JsonObject } from '../../../../model/json.js';
import { asArray, asObject, isObject } from '../../../../wire/narrow.js';
import { member, pointer } from '../../../../wire/pointer.js';
import { endsWithTerminator } from '../../read-chunks.js';
import { chatChunks } from '../../chat-chunks.js';
import type { CheckInput } from '../../../../checks/check.js';

/** One choice of one chunk. */
export interface Entry {
  readonly chunk: number;
  /** The pointer of the choice in its chunk, `/choices/0`. */
  readonly at: string;
  /** Its `index`; null where it is absent or no integer, which a schema tells. */
  readonly index: number | null;
  readonly choice: JsonObject;
  /** Its `delta`; null where it is absent or no object, which a schema tells. */
  readonly delta: JsonObject | null;
}

/** Whether the answer is a stream of chunks that was asked for. */
export function isStream({ answer }: CheckInput): boolean {
  if (!answer.askedStream || answer.form !== 'stream' || answer.target !== 'chat') return false;
  return answer.status >= 200 && answer.status < 300 && chatChunks(answer).length > 0;
}

/** Whether the stream was seen up to its end, without an error in it: only then something can be said to be missing. */
export function isWholeStream(view: CheckInput): boolean {
  const { answer } = view;
  if (!isStream(view) || answer.error !== null) return false;
  return answer.exchange.end === 'complete' || terminatorOf(view) !== null;
}

/** The chunks of the answer up to the terminator; what comes after it is told as such. */
export function chunksOf(view: CheckInput): readonly Chunk[] {
  return read(view).chunks;
}

/** Every choice of every chunk, in order. */
export function entriesOf(view: CheckInput): readonly Entry[] {
  return read(view).entries;
}

/** The entries of each choice by its index; those without one count as one choice. */
export function entriesByChoice(view: CheckInput): ReadonlyMap<number | null, readonly Entry[]> {
  const choices = new Map<number | null, Entry[]>();
  for (const entry of entriesOf(view)) {
    const known = choices.get(entry.index);
    if (known === undefined) choices.set(entry.index, [entry]);
    else known.push(entry);
  }
  return choices;
}

/** The number of the event that ends the stream as documented; null where none came or none is documented. */
function terminatorOf({ answer, spec }: CheckInput): number | null {
  const { terminator } = spec;
  if (terminator === null) return null;
  return answer.events.find(({ data }) => endsWithTerminator(data, terminator))?.n ?? null;
}

interface Reading {
  readonly chunks: readonly Chunk[];
  readonly entries: readonly Entry[];
}

/** A dozen checks walk the same stream: it is read once. */
const known = new WeakMap<CheckInput, Reading>();

function read(view: CheckInput): Reading {
  const before = known.get(view);
  if (before !== undefined) return before;
  const end = terminatorOf(view) ?? Number.POSITIVE_INFINITY;
  const chunks = chatChunks(view.answer).filter(({ event }) => event.n <= end);
  const reading = { chunks, entries: chunks.flatMap(readEntries) };
  known.set(view, reading);
  return reading;
}

function readEntries(chunk: Chunk): readonly Entry[] {
  return asArray(member(chunk.value, 'choices')).flatMap((choice, position): readonly Entry[] => {
    if (!isObject(choice)) return [];
    const index = member(choice, 'index');
    return [
      {
        chunk: chunk.n,
        at: pointer('choices', position),
        index: typeof index === 'number' && Number.isInteger(index) ? index : null,
        choice,
        delta: asObject(member(choice, 'delta')),
      },
    ];
  });
}
