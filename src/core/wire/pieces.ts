import type { Piece } from '../model/exchange.js';

/** The parts as one run of bytes, always a copy. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The pieces of a body as one run of bytes. */
export function joinPieces(pieces: readonly Piece[]): Uint8Array {
  if (pieces.length === 1 && pieces[0]) return pieces[0].bytes;
  return joinBytes(pieces.map(({ bytes }) => bytes));
}

/**
 * Returns when the byte before an end offset arrived. Call it with rising offsets: the pieces are walked once. Always null
 * for untimed pieces.
 */
export function arrivalClock(pieces: readonly Piece[], timed: boolean): (end: number) => number | null {
  let n = 0;
  let reached = pieces[0]?.bytes.length ?? 0;
  return (end) => {
    while (reached < end && n + 1 < pieces.length) reached += pieces[++n]?.bytes.length ?? 0;
    return timed ? (pieces[n]?.ms ?? null) : null;
  };
}
