import type { Exchange } from '../../core/model/exchange.js';
import { decodeEvent } from './decode-event.js';
import { readLines } from '../files/read-lines.js';

/** How the line of an exchange begins, and no other. */
const BEGINNING = Buffer.from('{"type":"exchange"');

/**
 * The exchanges in a record that this process wrote, one after the other: none is kept. Rejects where the file cannot be
 * read.
 * @param upstream whether those with the upstream are meant
 */
export async function* readExchanges(file: string, upstream: boolean): AsyncGenerator<Exchange, void, void> {
  for await (const line of readLines(file)) {
    if (!line.subarray(0, BEGINNING.length).equals(BEGINNING)) continue;
    const event = decodeEvent(JSON.parse(line.toString()), true);
    if (typeof event === 'object' && event.type === 'exchange' && (event.against === true) === upstream)
      yield event.exchange;
  }
}
