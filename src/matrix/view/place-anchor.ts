import type { Place } from '../../core/model/divergence.js';
import type { ShownExchange } from '../evidence/shown-exchange.js';

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

/** The anchors that an exchange has on its page. */
export function anchorsOf({ id, body, events }: ShownExchange): readonly string[] {
  const chunks = events.flatMap((event) =>
    'chunk' in event && event.chunk !== null ? [`x${id}-c${event.chunk}`] : [],
  );
  return [`x${id}-head`, `x${id}-stream`, ...(body.length > 0 ? [`x${id}-body`] : []), ...chunks];
}
