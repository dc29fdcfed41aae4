import type { Json, JsonObject } from '../../../../core/model/json.js';
import { chunks, deltaOf, everywhere, inChunks, withDelta, hasText } from '../kit/chunks.js';
import { textIn, turn } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';

const CONTENT = '/choices/*/delta/content';

/** Text that is incomplete, damaged or repeated. */
export const characters = faultsOf('chunk', [
  {
    id: 'eliza-surrogates-halved',
    seen: ['elizaOS/eliza#30904', 'openclaw/openclaw#115536'],
    title: 'Chunks are split by UTF-16 code units: an emoji arrives as two lone surrogates.',
    expect: reportedBy('split-character', `chunk ${CONTENT}`),
    shownBy: ['streaming/emoji'],
    hooks: chunks((given) => given.flatMap(halve)),
  },
  {
    id: 'stream-says-all-again',
    seen: [],
    title: 'Before the finish, the stream repeats the whole text.',
    expect: reportedBy('answer-repeated', `chunk ${CONTENT}`),
    shownBy: ['streaming/counting'],
    hooks: chunks((given) => {
      const text = given.map((chunk) => textIn(deltaOf(chunk)['content'] ?? '')).join('');
      const at = given.findLastIndex(hasText);
      return given.flatMap((chunk, n) => (n === at ? [chunk, withDelta(chunk, { content: text })] : [chunk]));
    }),
    specs: ['greenpt', 'cryptgpt'],
  },
  {
    id: 'aprender-white-space-lost',
    seen: ['paiml/aprender#2367', 'EricLBuehler/mistral.rs#63'],
    title: 'White space is stripped from every delta.',
    expect: reportedBy('white-space', `chunk ${CONTENT}`),
    shownBy: ['streaming/include-usage'],
    hooks: inChunks(turn(CONTENT, (text) => textIn(text).trim())),
  },
  {
    id: 'first-text-dropped',
    seen: [],
    title: 'The text of the first chunk is dropped.',
    expect: reportedBy('text-complete', `chunk ${CONTENT}`),
    shownBy: ['streaming/include-usage'],
    hooks: chunks((given) => (given.some(hasText) ? given.toSpliced(given.findIndex(hasText), 1) : given)),
  },
  {
    id: 'last-text-dropped',
    seen: [],
    title: 'The text of the last chunk that has any is dropped.',
    expect: reportedBy('text-altered', `chunk ${CONTENT}`),
    shownBy: ['comparisons/dictated-texts'],
    hooks: chunks((given) => (given.some(hasText) ? given.toSpliced(given.findLastIndex(hasText), 1) : given)),
  },
  {
    id: 'langchain4j-utf8-read-as-latin1',
    seen: ['langchain4j/langchain4j#3108'],
    title: 'UTF-8 text was decoded as Latin-1 and encoded again as UTF-8.',
    expect: reportedBy('decoded-once', 'body /choices/*/message/content'),
    shownBy: ['basic/non-ascii'],
    hooks: everywhere(turn('/choices/*/message/content', misread), turn(CONTENT, misread)),
  },
]);

function halve(chunk: JsonObject): readonly JsonObject[] {
  const text = textIn(deltaOf(chunk)['content']);
  const at = text.search(/[\ud800-\udbff]/);
  return at < 0
    ? [chunk]
    : [withDelta(chunk, { content: text.slice(0, at + 1) }), withDelta(chunk, { content: text.slice(at + 1) })];
}

function misread(text: Json): string {
  const bytes = new TextEncoder().encode(textIn(text));
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
