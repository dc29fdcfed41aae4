import type { Mismatch } from '../../../messages.js';
import type { Json } from '../../../../model/json.js';
import { joinBytes } from '../../../../wire/pieces.js';
import { asString } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import type { LogprobEntry } from '../../read-logprobs.js';

/**
 * Holds the entries of `logprobs.content` to the text: the `bytes` of each to its `token`, and all of them joined to the
 * text. `mayHoldMore` where a stop sequence may have been cut off the text.
 */
export function* judgeTokens(
  entries: readonly LogprobEntry[],
  text: string,
  mayHoldMore: boolean,
): Generator<Mismatch> {
  for (const entry of entries) {
    const token = asString(member(entry.value, 'token'));
    const bytes = bytesOf(member(entry.value, 'bytes'));
    if (token === null || bytes === null || !isWholeText(token)) continue;
    if (sameBytes(bytes, new TextEncoder().encode(token))) continue;
    yield { code: 'token-bytes', args: { token, bytes: [...bytes] }, at: entry.at('/bytes') };
    return; // One cause: what is joined from them cannot fit either.
  }
  const tokens = entries.map(({ value }) => asString(member(value, 'token')) ?? '').join('');
  const [first] = entries;
  if (!first || isTextOf(tokens, text, mayHoldMore)) return;
  const decoded = decode(entries);
  if (decoded !== null && isTextOf(decoded, text, mayHoldMore)) return;
  yield { code: 'tokens-differ', args: { text, tokens }, at: first.at('') };
}

/** What the `bytes` of all entries say; null if some have none. */
function decode(entries: readonly LogprobEntry[]): string | null {
  const spelled = entries.map(({ value }) => bytesOf(member(value, 'bytes')));
  const known = spelled.filter((bytes) => bytes !== null);
  if (known.length < spelled.length) return null;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(joinBytes(known));
}

/** Whether the joined tokens are the text; `mayHoldMore` where a stop sequence was cut off the text. */
function isTextOf(joined: string, text: string, mayHoldMore: boolean): boolean {
  const [tokens, said] = [bareEnds(joined), bareEnds(text)];
  return tokens === said || (mayHoldMore && tokens.startsWith(said));
}

/** Without white space at the ends, a broken character at the cut, and an end-of-text token. */
function bareEnds(text: string): string {
  const ended = text.replace(/(?:<[|｜][^<>]{1,40}[|｜]>|<\/s>|<end_of_turn>)\s*$/u, '');
  return ended.replace(/\ufffd+\s*$/u, '').trim();
}

function bytesOf(value: Json | undefined): Uint8Array | null {
  if (!Array.isArray(value)) return null;
  const bytes = value as readonly Json[];
  const valid = bytes.every((byte) => typeof byte === 'number' && Number.isInteger(byte) && byte >= 0 && byte < 256);
  return valid ? Uint8Array.from(bytes as readonly number[]) : null;
}

/** Whether a token is text by itself: a piece of a character is written with U+FFFD or escapes such as `\xe2`. */
function isWholeText(token: string): boolean {
  return !token.includes('\ufffd') && !/\\x[0-9a-f]{2}|^bytes:|<0x[0-9A-F]{2}>/i.test(token);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, n) => byte === b[n]);
}
