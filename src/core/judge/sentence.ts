import type { Words } from '../checks/messages/index.js';
import type { Basis, Claim } from '../model/claim.js';
import type { Divergence, Kind, Place } from '../model/divergence.js';
import { escapeUnseen } from '../wire/quote.js';

/** What a sentence is made of. */
export type Told = Pick<Divergence, 'kind' | 'at' | 'expected' | 'actual' | 'occurrences'>;

/** The parts of a sentence: where, what stands there, and what the documents lead one to expect. */
interface LegacyWords {
  readonly where: string;
  readonly actual: string;
  /** `the documents promise …`. */
  readonly promise: string;
}

/** Longer words are cut. */
const LONGEST = 480;

/** How the documents say it, by the basis of the claim. */
const VERBS: Readonly<Record<Basis, string>> = {
  stated: 'the documents promise',
  shown: 'the documents show',
  silent: 'the documents lead one to expect',
};

/** One sentence for each kind. The type makes the table complete: a new kind without a sentence does not compile. */
const SENTENCES: Readonly<Record<Kind, (words: LegacyWords) => string>> = {
  'missing-field': ({ where, promise }) => `${where} is missing: ${promise}`,
  'wrong-type': ({ where, actual, promise }) => `${where} has the wrong type, ${actual}: ${promise}`,
  'wrong-value': ({ where, actual, promise }) => `${where} is ${actual}: ${promise}`,
  'out-of-range': ({ where, actual, promise }) => `${where} is out of range, ${actual}: ${promise}`,
  'undocumented-field': ({ where, actual }) => `${where} is not in the documents; it holds ${actual}`,
  'wrong-status': ({ actual, promise }) => `The answer has status ${actual}: ${promise}`,
  'wrong-header': ({ where, actual, promise }) => `${where} is ${actual}: ${promise}`,
  'missing-header': ({ where, promise }) => `${where} is missing: ${promise}`,
  'wrong-media-type': ({ actual, promise }) => `The media type is ${actual}: ${promise}`,
  'wrong-form': ({ actual, promise }) => `The answer came as ${actual}: ${promise}`,
  'malformed-json': ({ where, actual, promise }) => `${where} is not well-formed JSON, ${actual}: ${promise}`,
  'malformed-utf8': ({ where, actual, promise }) => `${where} holds broken UTF-8, ${actual}: ${promise}`,
  'malformed-http': ({ where, actual, promise }) => `${where} is not well-formed HTTP, ${actual}: ${promise}`,
  'sse-framing': ({ where, actual, promise }) => `${where} is framed wrongly, ${actual}: ${promise}`,
  'chunk-order': ({ where, actual, promise }) => `${where} comes out of order, ${actual}: ${promise}`,
  'missing-terminator': ({ actual, promise }) => `The stream lacks its terminator, ${actual}: ${promise}`,
  repeated: ({ where, actual, promise }) => `${where} is repeated, ${actual}: ${promise}`,
  truncated: ({ where, actual, promise }) => `${where} is cut short, ${actual}: ${promise}`,
  stalled: ({ where, actual, promise }) => `${where} stalled, ${actual}: ${promise}`,
  'not-incremental': ({ actual, promise }) => `The stream did not come bit by bit, ${actual}: ${promise}`,
  'error-in-stream': ({ where, actual, promise }) => `${where} carries an error, ${actual}: ${promise}`,
  refused: ({ actual, promise }) => `The request was refused with status ${actual}: ${promise}`,
  'accepted-invalid': ({ actual, promise }) => `A wrong request was accepted, ${actual}: ${promise}`,
  ignored: ({ where, actual, promise }) => `${where} shows that the request was not followed, ${actual}: ${promise}`,
  inconsistent: ({ where, actual, promise }) => `${where} does not agree with the rest, ${actual}: ${promise}`,
  leaked: ({ where, actual, promise }) => `${where} gives away what it should not, ${actual}: ${promise}`,
  unexpected: ({ where, actual, promise }) => `${where} should not be there, ${actual}: ${promise}`,
  'unusual-form': ({ where, actual, promise }) =>
    `${where} is legal but not in the documented form, ${actual}: ${promise}`,
};

/**
 * A divergence in plain English, one sentence with its full stop. Text of the server stands in it escaped and cut; it
 * says nothing of the wording of the server's messages.
 */
export function legacySentence(told: Told, claim: Pick<Claim, 'basis'>): string {
  const words: LegacyWords = {
    where: describe(told.at),
    actual: clean(told.actual),
    promise: `${VERBS[claim.basis]} ${clean(told.expected)}`,
  };
  const text = SENTENCES[told.kind](words);
  return told.occurrences > 1 ? `${text} (${told.occurrences} times).` : `${text}.`;
}

/**
 * A divergence in plain English, with its place and its full stop: `usage is missing in chunk 3 at /usage. Expected an
 * object.` Text of the server is escaped and cut.
 */
export function sentence(words: Words, at: Place, occurrences: number): string {
  const times = occurrences > 1 ? ` (${occurrences} times)` : '';
  return `${clean(words.sentence ?? compose(words, at))}${times}.`;
}

function compose({ kind, title, expected, actual }: Words, at: Place): string {
  const got = kind.startsWith('missing-') || title.includes(actual) ? '' : `; got ${actual}`;
  return `${title}${placeIn(at, title)}. Expected ${expected}${got}`;
}

/** The place, as far as the title does not name it: ` in chunk 3 at /choices/0/index`. */
function placeIn(at: Place, title: string): string {
  if (at.part !== 'body' && at.part !== 'chunk') return '';
  const isNamed = at.pointer === '' || title.startsWith(`${at.pointer.slice(1)} `);
  return `${at.part === 'chunk' ? ` in chunk ${at.chunk}` : ''}${isNamed ? '' : ` at ${at.pointer}`}`;
}

/** A sentence without how often it holds, for where that is told of several cases together. */
export function withoutTimes(text: string): string {
  return text.replace(/ \(\d+ times\)\.$/u, '.');
}

/** A place at the head of a sentence. */
function describe(at: Place): string {
  if (at.part === 'status') return 'The status';
  if (at.part === 'stream') return 'The stream';
  if (at.part === 'header') return `The header ${clean(at.name)}`;
  if (at.part === 'body') return at.pointer === '' ? 'The body' : `In the body, ${clean(at.pointer)}`;
  return at.pointer === '' ? `Chunk ${at.chunk}` : `In chunk ${at.chunk}, ${clean(at.pointer)}`;
}

export function clean(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return escapeUnseen(cut);
}
