import type { Answer, Chunk } from '../../model/answer.js';

const known = new WeakMap<Answer, readonly Chunk[]>();

/** The chunks of a stream that are meant as part of the answer: no error, no event under a foreign name. */
export function chatChunks(answer: Answer): readonly Chunk[] {
  const before = known.get(answer);
  if (before !== undefined) return before;
  const chunks = answer.chunks.filter(
    ({ n, event }) => n !== answer.error?.chunk && (event.name === null || event.name === 'message'),
  );
  known.set(answer, chunks);
  return chunks;
}
