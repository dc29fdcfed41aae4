import type { Exchange } from '../model/exchange.js';

/** How an exchange ended that brought no response: `no response in time (timeout-total)`. */
export function describeSilence({ end, endCode }: Pick<Exchange, 'end' | 'endCode'>): string {
  return `no response${end.startsWith('timeout-') ? ' in time' : ''} (${endCode ?? end})`;
}
