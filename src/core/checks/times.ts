import type { Alike, Chunk, SseEvent } from '../model/answer.js';

/** How often an event, or a piece of one, came: once, and with it those that are like it. */
export function timesOf({ alike }: { readonly alike: Alike | null }): number {
  return 1 + (alike?.count ?? 0);
}

/** How many events there are, those that are like them counted. */
export function countEvents(events: readonly SseEvent[]): number {
  return events.reduce((sum, event) => sum + timesOf(event), 0);
}

/** How many chunks there are, those that are like them counted. */
export function countChunks(chunks: readonly Chunk[]): number {
  return countEvents(chunks.map(({ event }) => event));
}

/** How often all of them came. */
export function sumTimes(those: readonly { readonly times: number }[]): number {
  return those.reduce((sum, { times }) => sum + times, 0);
}
