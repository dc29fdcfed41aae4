import type { Exchange } from '../../core/model/exchange.js';

/** What version 0.1.0 left out behind a piece of a long stream. */
export interface LeftOut {
  readonly events: number;
  readonly bytes: number;
}

/** The end of an exchange if only the beginning of its body is recorded. */
const CUT: Pick<Exchange, 'end' | 'endCode'> = { end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' };

/**
 * The pieces of a body up to its first gap. Version 0.1.0 left similar events out of long streams. Such a body is
 * incomplete: the exchange is read as one that was cut at the gap, so that its case is inconclusive.
 * @param pieces each with what was left out behind it as its third member, absent where nothing was
 */
export function untilGap<P extends readonly [ms: number, bytes: unknown, leftOut?: LeftOut]>(
  pieces: readonly P[],
): { readonly kept: readonly P[]; readonly ending: Partial<Pick<Exchange, 'end' | 'endCode'>> } {
  const gap = pieces.findIndex(([, , leftOut]) => leftOut !== undefined);
  return gap < 0 ? { kept: pieces, ending: {} } : { kept: pieces.slice(0, gap + 1), ending: CUT };
}
