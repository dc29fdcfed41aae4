import { SHORTEST_SECRET } from '../model/key-marker.js';
import { decodeEscapes } from './decode-escapes.js';
import { fold } from './matcher.js';
import { sourceView } from './view.js';

/** A secret as the bytes that are looked for. Letters are in lower case. */
export interface SecretForm {
  /** The number of the secret in its list. */
  readonly secret: number;
  readonly bytes: Uint8Array;
  /** The least number of bytes in sequence that are redacted; all of them if a part may be ordinary text. */
  readonly least: number;
  /** Whether it is found only where no letter or digit adjoins it: a short secret. */
  readonly isDelimited: boolean;
}

/** Sequences of a secret that are at least so long are redacted too. */
export const LEAST_PART = 12;
/** The parts of a shorter secret are not redacted. */
export const SHORTEST_WITH_PARTS = 16;
/** Shorter secrets are found in ordinary text too often. */
const SHORTEST_DELIMITED = 6;

/** The forms of secrets; none of a secret that is too short. */
export function formsOf(secrets: readonly string[], hasParts: (secret: string) => boolean): readonly SecretForm[] {
  return secrets.flatMap((text, secret) => {
    const isDelimited = text.length < SHORTEST_SECRET;
    if (isDelimited && !isShortKey(text)) return [];
    const isOneWord = /^[^\s"'{}[\]<>]+$/u.test(text);
    const parts = !isDelimited && isOneWord && text.length >= SHORTEST_WITH_PARTS && hasParts(text);
    return bytesOf(text)
      .filter(({ length }) => length >= SHORTEST_DELIMITED)
      .map((bytes) => ({
        secret,
        bytes,
        least: parts ? Math.min(LEAST_PART, bytes.length) : bytes.length,
        isDelimited,
      }));
  });
}

/** Whether a short text is a key rather than a word or a number: `sk-1234`. */
function isShortKey(text: string): boolean {
  return text.length >= SHORTEST_DELIMITED && /[a-z]/iu.test(text) && /[^a-z]/iu.test(text);
}

const encoder = new TextEncoder();

/** UTF-8, Latin-1, UTF-8 that was read as Latin-1, with plus signs for spaces, and without what looks like an escape. */
function bytesOf(text: string): readonly Uint8Array[] {
  const utf8 = encoder.encode(text);
  const latin1 = Uint8Array.from(text, (character) => character.charCodeAt(0) & 255);
  const misread = encoder.encode(String.fromCharCode(...utf8.subarray(0, 20_000)));
  const forms: Uint8Array[] = [utf8];
  if (utf8.length !== text.length) forms.push(latin1, misread);
  if (text.includes(' ')) forms.push(encoder.encode(text.replaceAll(' ', '+')));
  const decoded = decodeEscapes(sourceView(utf8));
  // A backslash at the end would escape the text after the secret.
  if (decoded !== null) forms.push(trimEnd(decoded.bytes));
  else if (utf8.at(-1) === BACKSLASH) forms.push(trimEnd(utf8));
  // A character reference without a semicolon is read if other text follows.
  const followed = decodeEscapes(sourceView(encoder.encode(`${text} `)));
  if (followed !== null) forms.push(trimEnd(followed.bytes.subarray(0, -1)));
  const seen = new Set<string>();
  return forms.map((bytes) => bytes.map(fold)).filter((bytes) => !seen.has(bytes.join()) && seen.add(bytes.join()));
}

const BACKSLASH = 0x5c;

function trimEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === BACKSLASH) end -= 1;
  return bytes.subarray(0, end);
}
