import type { Json, JsonObject } from '../../../../core/model/json.js';
import { chunks, deltaOf, everywhere, inChunks, likeWith, speaks } from '../kit/chunks.js';
import { textIn, turn } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';

const CONTENT = '/choices/*/delta/content';

/** Text that does not come whole, as itself, or once. */
export const characters = faultsOf('chunk', [
  [
    'eliza-surrogates-halved',
    ['elizaOS/eliza#30904', 'openclaw/openclaw#115536'],
    'Chunks are cut by UTF-16 units, so that an emoji comes as two halves that no encoding knows.',
    by('split-character', `chunk ${CONTENT}`),
    ['streaming/emoji'],
    chunks((given) => given.flatMap(halve)),
  ],
  [
    'stream-says-all-again',
    [],
    'Before it finishes, a stream brings the whole text once more.',
    by('answer-repeated', `chunk ${CONTENT}`),
    ['streaming/counting'],
    chunks((given) => {
      const text = given.map((chunk) => textIn(deltaOf(chunk)['content'] ?? '')).join('');
      const at = given.findLastIndex(speaks);
      return given.flatMap((chunk, n) => (n === at ? [chunk, likeWith(chunk, { content: text })] : [chunk]));
    }),
    ['greenpt', 'cryptgpt'],
  ],
  [
    'aprender-white-space-lost',
    ['paiml/aprender#2367', 'EricLBuehler/mistral.rs#63'],
    'White space is stripped from every delta.',
    by('white-space', `chunk ${CONTENT}`),
    ['streaming/include-usage'],
    inChunks(turn(CONTENT, (text) => textIn(text).trim())),
  ],
  [
    'langchain4j-utf8-read-as-latin1',
    ['langchain4j/langchain4j#3108'],
    'The text was decoded as Latin-1 on its way, and is encoded again as UTF-8.',
    by('decoded-once', 'body /choices/*/message/content'),
    ['basic/non-ascii'],
    everywhere(turn('/choices/*/message/content', misread), turn(CONTENT, misread)),
  ],
]);

function halve(chunk: JsonObject): readonly JsonObject[] {
  const text = textIn(deltaOf(chunk)['content']);
  const at = text.search(/[\ud800-\udbff]/);
  return at < 0
    ? [chunk]
    : [likeWith(chunk, { content: text.slice(0, at + 1) }), likeWith(chunk, { content: text.slice(at + 1) })];
}

function misread(text: Json): string {
  const bytes = new TextEncoder().encode(textIn(text));
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
