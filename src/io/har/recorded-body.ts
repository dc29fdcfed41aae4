import { isUtf8 } from 'node:buffer';
import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';
import type { Content } from 'har-format';
import type { ReceivedResponse } from '../../core/model/exchange.js';

/** A body as the server sent it, whatever form the recorder gave it. */
export interface RecordedBody {
  /** Without its content coding. */
  readonly bytes: Uint8Array;
  /** The coding, if the recording contains the compressed bytes; null if not. */
  readonly encoded: ReceivedResponse['encoded'];
  /** Whether the recording has only the beginning of the compressed bytes. */
  readonly isCut: boolean;
}

/** The most bytes of a body after its content coding: more than what is read of a response. */
const LARGEST_BODY = 64 * 1024 * 1024;

/**
 * The bytes of a response body. Recorders keep a compressed body as it came, in base64 or hexadecimal, as one text or as
 * a list of chunks (Polly.JS), or they keep the decoded text together with the header Content-Encoding.
 * @param coding the value of Content-Encoding; empty without one
 * @returns null for compressed bytes that the recorder stored as text, and so destroyed
 */
export function readRecordedBody(content: Partial<Content>, coding: string): RecordedBody | null {
  const text = content.text ?? '';
  const stored = storedBytes(text, content.encoding ?? '', coding);
  if (stored === null && coding !== '' && text.startsWith('\u001f\ufffd')) return null;
  return decodeRecorded(stored ?? textBytes(content), coding);
}

/** Removes a content coding that the bytes still have. Bytes that a recorder decoded stay as they are. */
export function decodeRecorded(bytes: Uint8Array, coding: string): RecordedBody {
  const plain: RecordedBody = { bytes, encoded: null, isCut: false };
  const labels = coding
    .toLowerCase()
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== '' && label !== 'identity');
  let current = plain;
  for (const label of labels.toReversed()) {
    const decoded = decodeOne(current.bytes, label);
    if (decoded === null) break;
    const encoded = { coding: labels.join(', '), bytes: bytes.length };
    current = { bytes: decoded.bytes, encoded, isCut: current.isCut || decoded.isCut };
  }
  return current;
}

type Decode = (
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number; readonly finishFlush: number },
) => Buffer;

interface Coding {
  readonly matches: (bytes: Uint8Array) => boolean;
  readonly decode: Decode;
  /** Reads all of it, or as much as there is. */
  readonly flush: { readonly complete: number; readonly partial: number };
}

const ZLIB = { complete: constants.Z_FINISH, partial: constants.Z_SYNC_FLUSH };
const BROTLI = { complete: constants.BROTLI_OPERATION_FINISH, partial: constants.BROTLI_OPERATION_FLUSH };
const GZIP: Coding = { matches: ([a, b]) => a === 0x1f && b === 0x8b, decode: gunzipSync, flush: ZLIB };

const CODINGS: ReadonlyMap<string, Coding> = new Map<string, Coding>([
  ['gzip', GZIP],
  ['x-gzip', GZIP],
  ['deflate', { matches: ([a, b = 0]) => a === 0x78 && (a * 256 + b) % 31 === 0, decode: inflateSync, flush: ZLIB }],
  // Brotli has no signature; the text that a recorder decoded is UTF-8.
  ['br', { matches: (bytes) => !isUtf8(bytes), decode: brotliDecompressSync, flush: BROTLI }],
]);

function decodeOne(bytes: Uint8Array, label: string): { readonly bytes: Uint8Array; readonly isCut: boolean } | null {
  const coding = CODINGS.get(label);
  if (coding === undefined || bytes.length === 0 || !coding.matches(bytes)) return null;
  for (const [isCut, finishFlush] of [
    [false, coding.flush.complete],
    [true, coding.flush.partial],
  ] as const) {
    try {
      return { bytes: new Uint8Array(coding.decode(bytes, { maxOutputLength: LARGEST_BODY, finishFlush })), isCut };
    } catch {
      // Not in this coding, cut, or too large.
    }
  }
  return null;
}

/** The bytes that a text represents; null for a text that is the body itself. */
function storedBytes(text: string, encoding: string, coding: string): Uint8Array | null {
  const isBase64 = encoding.toLowerCase() === 'base64';
  if (!isBase64 && coding === '') return null;
  const chunks = text.startsWith('[') || text.startsWith('{"type":"Buffer"') ? storedChunks(text) : null;
  const joined = new Uint8Array(Buffer.concat(chunks ?? []));
  if (chunks !== null && (isBase64 || decodeRecorded(joined, coding).encoded !== null)) return joined;
  if (isBase64) return new Uint8Array(Buffer.from(text, 'base64'));
  const compact = text.trim();
  if (/^1f8b08[\da-f]+$/iu.test(compact)) return new Uint8Array(Buffer.from(compact, 'hex'));
  // The signature of gzip in base64.
  if (/^H4sI[\w+/=\s-]+$/u.test(compact)) return new Uint8Array(Buffer.from(compact, 'base64'));
  return text.startsWith('\u001f\u008b') ? new Uint8Array(Buffer.from(text, 'latin1')) : null;
}

/** The chunks of a JSON array of base64 or hexadecimal texts, or of the JSON of a Buffer; null for any other JSON. */
function storedChunks(text: string): readonly Buffer[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (isBufferJson(parsed)) return [Buffer.from(parsed.data)];
  if (!Array.isArray(parsed) || parsed.length === 0) return null;
  const chunks: readonly unknown[] = parsed;
  const texts = chunks.filter((chunk) => typeof chunk === 'string');
  if (texts.length < chunks.length) return null;
  const isHex = texts.every((chunk) => /^(?:[\da-f]{2})*$/iu.test(chunk));
  if (!isHex && !texts.every((chunk) => /^[\w+/=-]*$/u.test(chunk))) return null;
  return texts.map((chunk) => Buffer.from(chunk, isHex ? 'hex' : 'base64'));
}

function isBufferJson(value: unknown): value is { readonly data: readonly number[] } {
  if (typeof value !== 'object' || value === null || !('data' in value)) return false;
  const { data } = value;
  return Array.isArray(data) && data.every((byte) => Number.isInteger(byte));
}

function textBytes({ text = '', size, compression = 0 }: Partial<Content>): Uint8Array {
  const bytes = Buffer.from(text ?? '');
  // mitmproxy reads a body without a charset, such as an event stream, as Latin-1: each byte is a character.
  const sizes = new Set([size, (size ?? 0) + compression]);
  if (sizes.has(bytes.length) || !sizes.has(text?.length ?? 0)) return new Uint8Array(bytes);
  const original = Buffer.from(text ?? '', 'latin1');
  return new Uint8Array(original.toString('latin1') === text && isUtf8(original) ? original : bytes);
}
