import { keyMarker, SHORTEST_SECRET } from '../../core/model/key-marker.js';
import type { Piece } from '../../core/model/exchange.js';

/** Replaces secrets in what is recorded. Lengths do not change. */
export interface Mask {
  text(text: string): string;
  /** Finds secrets across the ends of pieces too. */
  pieces(pieces: readonly Piece[]): readonly Piece[];
}

/**
 * A mask for these secrets: as they are, percent-encoded or escaped for JSON in joined or in part, and inside base64 of
 * any alignment and alphabet. Secrets of fewer than eight characters are not masked, because other text contains them.
 */
export function makeMask(secrets: readonly string[]): Mask {
  const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  if (long.length === 0) return { text: (text) => text, pieces: (pieces) => pieces };
  const pattern = new RegExp(long.flatMap((secret) => [spelled(secret), ...inBase64(secret)]).join('|'), 'g');
  const mask = (text: string): string => text.replace(pattern, (found) => keyMarker(found.length));
  return { text: mask, pieces: (pieces) => maskPieces(pieces, mask) };
}

function maskPieces(pieces: readonly Piece[], mask: (text: string) => string): readonly Piece[] {
  // Latin-1 makes one character of each byte, so that the text has the offsets of the bytes.
  const joined = Buffer.concat(pieces.map(({ bytes }) => bytes)).toString('latin1');
  const masked = mask(joined);
  if (masked === joined) return pieces;
  const bytes = Buffer.from(masked, 'latin1');
  let at = 0;
  return pieces.map((piece) => ({ ...piece, bytes: bytes.subarray(at, (at += piece.bytes.length)) }));
}

/** Each byte as it is, percent-encoded, or as a JSON escape; both also nested, as in JSON within JSON. */
function spelled(secret: string): string {
  return [...Buffer.from(secret)]
    .map((byte) => {
      const hex = byte.toString(16).padStart(2, '0');
      const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
      const escapes = byte === 0x22 || byte === 0x2f || byte === 0x5c ? '\\\\{0,7}' : '';
      return `(?:${escapes}\\x${hex}|%(?:25){0,3}${anyCase}|\\\\{1,8}u00${anyCase})`;
    })
    .join('');
}

/** The characters of base64 that depend on the secret alone, for each of its three alignments. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((before) => {
    const joined = Buffer.concat([Buffer.alloc(before), bytes]);
    const sure = joined.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((joined.length * 8) / 6));
    return sure.replaceAll('+', '[-+]').replaceAll('/', '[_/]');
  });
}
