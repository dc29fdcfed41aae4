import type { Place } from '../../core/model/divergence.js';

/** The anchor of a place in the evidence of a case: `x7-c3` for chunk 3 of exchange 7. */
export function placeAnchor(exchange: number, at: Place): string {
  switch (at.part) {
    case 'chunk':
      return `x${exchange}-c${at.chunk}`;
    case 'body':
      return `x${exchange}-body`;
    case 'stream':
      return `x${exchange}-stream`;
    case 'status':
    case 'header':
      return `x${exchange}-head`;
  }
}
