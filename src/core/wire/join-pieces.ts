import type { Piece } from '../model/exchange.js';
import { joinBytes } from './join-bytes.js';

/** The pieces of a body as one run of bytes. */
export function joinPieces(pieces: readonly Piece[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0].bytes;
  return joinBytes(pieces.map(({ bytes }) => bytes));
}

/** What a record left out of a stream: behind which byte of those that it kept, and how much. */
export interface Gap {
  readonly at: number;
  readonly events: number;
  readonly bytes: number;
}

/** What the pieces of a stream leave out, in order. */
export function gapsOf(pieces: readonly Piece[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let at = 0;
  for (const { bytes, skipped } of pieces) {
    at += bytes.length;
    if (skipped !== undefined) gaps.push({ at, ...skipped });
  }
  return gaps;
}

/**
 * Tells when the byte before an end offset arrived. Ends must be asked in rising order: the pieces are walked once.
 * Null throughout for untimed pieces.
 */
export function arrivalClock(pieces: readonly Piece[], timed: boolean): (end: number) => number | null {
  let n = 0;
  let reached = pieces[0]?.bytes.length ?? 0;
  return (end) => {
    while (reached < end && n + 1 < pieces.length) reached += pieces[++n]?.bytes.length ?? 0;
    return timed ? (pieces[n]?.ms ?? null) : null;
  };
}
