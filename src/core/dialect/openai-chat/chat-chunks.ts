import type { Answer, Chunk } from '../../model/answer.js';
import { memoize } from '../../model/memoize.js';

/** The chunks of a stream that are meant as part of the answer: no error, no event under a foreign name. */
export const chatChunks = memoize((answer: Answer): readonly Chunk[] =>
  answer.chunks.filter(
    ({ n, event }) => n !== answer.error?.chunk && (event.name === null || event.name === 'message'),
  ),
);
