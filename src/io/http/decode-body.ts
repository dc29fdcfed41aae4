import {
  createBrotliDecompress,
  createGunzip,
  createInflate,
  type BrotliDecompress,
  type Gunzip,
  type Inflate,
} from 'node:zlib';
import type { Piece } from '../../core/model/exchange.js';

/** A body without its content coding. */
export interface Decoded {
  readonly body: readonly Piece[];
  /** Null when nothing was decoded: no label, an unknown coding, or bytes that are not in that coding. */
  readonly encoded: { readonly coding: string; readonly bytes: number } | null;
  /** Null, `too-large` when the limit of decoded bytes was reached, or zlib's code for bytes in another coding. */
  readonly fault: string | null;
}

type Decoder = Gunzip | Inflate | BrotliDecompress;

const DECODERS: ReadonlyMap<string, () => Decoder> = new Map<string, () => Decoder>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * Decodes the content codings in `labels`, which are in the order in which they were applied. Each piece keeps its time
 * and contains what could be decoded when it arrived. Never yields more than `most` bytes.
 */
export async function decodeBody(pieces: readonly Piece[], labels: string, most: number): Promise<Decoded> {
  const codings = labels
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity');
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
  if (codings.length === 0 || codings.length > 3 || codings.some((coding) => !DECODERS.has(coding))) {
    return { body: pieces, encoded: null, fault: null };
  }
  if (bytes === 0) return { body: pieces, encoded: null, fault: null };
  let body = pieces;
  for (const coding of codings.toReversed()) {
    const undone = await undo(body, coding, most);
    if (undone.fault !== null && undone.fault !== 'too-large')
      return { body: pieces, encoded: null, fault: undone.fault };
    body = undone.body;
    if (undone.fault !== null) return { body, encoded: { coding: codings.join(', '), bytes }, fault: undone.fault };
  }
  return { body, encoded: { coding: codings.join(', '), bytes }, fault: null };
}

async function undo(
  pieces: readonly Piece[],
  coding: string,
  most: number,
): Promise<{ readonly body: readonly Piece[]; readonly fault: string | null }> {
  const decoder = DECODERS.get(coding)?.();
  if (decoder === undefined) return { body: pieces, fault: null };
  let fault: string | null = null;
  let size = 0;
  let parts: Uint8Array[] = [];
  decoder.on('error', (error) => {
    fault ??= 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  });
  decoder.on('data', (part: Uint8Array) => {
    if (size >= most) return;
    parts.push(part.subarray(0, most - size));
    size += part.length;
    if (size < most) return;
    fault = 'too-large';
    decoder.destroy();
  });
  const body: Piece[] = [];
  for (const piece of pieces) {
    if (fault !== null) break;
    parts = [];
    // A destroyed decoder does not call the callback of its write; `close` ends the wait as well.
    await new Promise<void>((resolve) => {
      decoder.once('close', resolve);
      decoder.write(piece.bytes, () => {
        decoder.off('close', resolve);
        resolve();
      });
    });
    const bytes = new Uint8Array(Buffer.concat(parts));
    if (bytes.length > 0) body.push({ ms: piece.ms, bytes });
  }
  decoder.destroy();
  return { body, fault };
}
