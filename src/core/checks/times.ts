import type { Chunk } from '../model/answer.js';

/** How often a chunk came: once, and with it those that are like it. */
export function timesOf({ event }: Pick<Chunk, 'event'>): number {
  return 1 + (event.alike?.count ?? 0);
}

/** How many chunks there are, those that are like them counted. */
export function countChunks(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, chunk) => sum + timesOf(chunk), 0);
}

/** How often all of them came. */
export function sumTimes(those: readonly { readonly times: number }[]): number {
  return those.reduce((sum, { times }) => sum + times, 0);
}
