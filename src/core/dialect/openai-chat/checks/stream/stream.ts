import { groupBy } from '../../../../model/group-by.js';
import { memoize } from '../../../../model/memoize.js';
import type { Chunk } from '../../../../model/response.js';
import { endsWithTerminator } from '../../../../wire/event-data.js';
import { member } from '../../../../wire/pointer.js';
import type { CheckInput } from '../../../check.js';
import { type ChoiceEntry, chatReply } from '../../chat-reply.js';

/** A choice of a chunk. */
export interface StreamEntry extends ChoiceEntry {
  readonly chunk: number;
}

/** Whether the answer is a requested stream of chunks. */
export function isChunkStream({ answer }: CheckInput): boolean {
  if (!answer.requested.stream || answer.form !== 'stream' || answer.operation !== 'generate') return false;
  return answer.status >= 200 && answer.status < 300 && answer.reply.parts.length > 0;
}

/** Whether the stream was seen up to its end, without an error in it. Otherwise nothing can be called missing. */
export function isWholeStream(input: CheckInput): boolean {
  if (!isChunkStream(input) || input.reply.error !== null) return false;
  return input.answer.exchange.end === 'complete' || endOf(input) !== null;
}

/** The chunks of the answer up to the terminator; another check reports what comes after it. */
export function chunksOf(input: CheckInput): readonly Chunk[] {
  return parts(input).chunks;
}

/** The chunks without events that are no chunks at all, which the schema reports: neither `id` nor `object` is there. */
export function namedChunksOf(input: CheckInput): readonly Chunk[] {
  const chunks = chunksOf(input);
  const isNamed = ({ value }: Chunk): boolean => ['id', 'object'].some((name) => member(value, name) !== undefined);
  return chunks.some(isNamed)
    ? chunks.filter((chunk) => isNamed(chunk) || member(chunk.value, 'usage') != null)
    : chunks;
}

/** Every choice of every such chunk, in order. */
export function entriesOf(input: CheckInput): readonly StreamEntry[] {
  return parts(input).entries;
}

/** The entries of each choice by its own index; those without one count as one choice. */
export function entriesByChoice(input: CheckInput): ReadonlyMap<number | null, readonly StreamEntry[]> {
  return parts(input).byChoice;
}

/** The number of the event that ends the stream as documented; null when none came or none is documented. */
function endOf({ answer, spec: { terminator } }: CheckInput): number | null {
  if (terminator === null) return null;
  return answer.events.find(({ data }) => endsWithTerminator(data, terminator))?.n ?? null;
}

/** A dozen checks look at the same stream. */
const parts = memoize((input: CheckInput) => {
  const end = endOf(input) ?? Number.POSITIVE_INFINITY;
  const chunks = input.reply.parts.filter(({ event }) => event.n <= end);
  const numbers = new Set<number | null>(chunks.map(({ n }) => n));
  const entries = chatReply(input).entries.filter(
    (entry): entry is StreamEntry => entry.chunk !== null && numbers.has(entry.chunk),
  );
  return { chunks, entries, byChoice: groupBy(entries, ({ ownIndex }) => ownIndex) };
});
