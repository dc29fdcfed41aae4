import type { Answer, Chunk } from '../model/answer.js';

/** The chunks of a stream that are meant as part of the answer: no error, no event under a foreign name. */
export function chatChunks(answer: Answer): readonly Chunk[] {
  return answer.chunks.filter(
    ({ n, event }) => n !== answer.error?.chunk && (event.name === null || event.name === 'message'),
  );
}
