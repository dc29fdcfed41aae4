import type { Words } from '../dialect/messages.js';
import type { Place } from '../model/divergence.js';
import { escapeUnseen, shorten } from '../wire/quote.js';

/** Longer words are cut. */
const LONGEST = 480;

/**
 * A divergence in plain English, with its place and its full stop: `usage is missing in chunk 3. Expected an object.`
 * Text of the server is escaped and cut.
 */
export function sentence(words: Words, at: Place, occurrences: number): string {
  const times = occurrences > 1 ? ` (${occurrences} times)` : '';
  return `${clean(words.sentence ?? compose(words, at))}${times}.`;
}

function compose({ kind, title, expected, actual }: Words, at: Place): string {
  const got = kind.startsWith('missing-') || title.includes(actual) ? '' : `; got ${actual}`;
  return `${title}${placeIn(at, title)}. Expected ${expected}${got}`;
}

/** The place, as far as the title does not name it: ` in chunk 3 at /model`. */
function placeIn(at: Place, title: string): string {
  if (at.part !== 'body' && at.part !== 'chunk') return '';
  const isNamed = at.pointer === '' || title.startsWith(`${at.pointer.slice(1)} `);
  return `${at.part === 'chunk' ? ` in chunk ${at.chunk}` : ''}${isNamed ? '' : ` at ${at.pointer}`}`;
}

/** A sentence without its number of occurrences, for a group of several cases. */
export function withoutTimes(text: string): string {
  return text.replace(/ \(\d+ times\)\.$/u, '.');
}

/** Makes a text safe to show, and cuts it. */
export function clean(text: string): string {
  return escapeUnseen(shorten(text, LONGEST));
}
