import type { Exchange } from '../../core/model/exchange.js';
import { toHar } from './har.js';

/** So many characters are written at once. */
const ENOUGH = 256 * 1024;

/** The text of a HAR in parts, for exchanges that need not stand in memory together. */
export async function* harText(
  exchanges: AsyncIterable<Exchange>,
  version: string,
): AsyncGenerator<string, void, void> {
  const [head = '', tail = ''] = indented(toHar([], version), 0).split('[]');
  let text = head;
  let any = false;
  for await (const exchange of exchanges) {
    for (const entry of toHar([exchange], version).log.entries) {
      text += `${any ? ',' : '['}\n   ${indented(entry, 3)}`;
      any = true;
    }
    if (text.length < ENOUGH) continue;
    yield text;
    text = '';
  }
  yield `${text}${any ? '\n  ]' : '[]'}${tail}`;
}

/** JSON as it stands at some depth of a document that is indented by one. */
function indented(value: unknown, depth: number): string {
  // No string of JSON holds a line end.
  return JSON.stringify(value, null, 1).replaceAll('\n', `\n${' '.repeat(depth)}`);
}
