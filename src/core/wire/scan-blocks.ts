import type { SseForms } from '../model/response.js';
import { decodeUtf8 } from './utf8.js';
import { escapeUnseen } from './quote.js';

const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;
/** Lines with an unknown field name that are kept, and how many bytes of each. */
const MOST_FIELDS = 20;
const LONGEST_LINE = 120;
/** No field that SSE knows has a longer name, so no longer name is decoded. */
const LONGEST_NAME = 64;

/** The lines between two blank lines, if at least one of them is a field. */
export interface Block {
  /** Offset of the first field. */
  readonly start: number;
  /** Offset behind the blank line. */
  readonly end: number;
  /** False for a tail that no blank line ended. */
  readonly terminated: boolean;
  /** The last `event` field; null if there is none or it is empty. */
  readonly name: string | null;
  readonly hasData: boolean;
}

/** What a stream consists of. */
export interface ScannedBlocks {
  readonly blocks: readonly Block[];
  readonly forms: SseForms;
  /** The first `error` field, which some servers invent; null if there is none. */
  readonly errorField: string | null;
}

/**
 * Splits a stream into blocks by WHATWG HTML §9.2.6 and counts its unusual forms. Works on bytes, because neither CR nor
 * LF can be part of a UTF-8 sequence. Linear in the number of bytes.
 */
export function scanBlocks(bytes: Uint8Array): ScannedBlocks {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
  const counts = { crlf: 0, comments: 0, noSpace: 0, multiLine: 0, idFields: 0, retryFields: 0 };
  const foreignFields: string[] = [];
  const blocks: Block[] = [];
  let errorField: string | null = null;
  let open = { start: -1, dataLines: 0, name: null as string | null };

  const close = (end: number, terminated: boolean): void => {
    const { start, dataLines, name } = open;
    if (start < 0) return;
    if (dataLines > 1) counts.multiLine++;
    blocks.push({ start, end, terminated, name, hasData: dataLines > 0 });
    open = { start: -1, dataLines: 0, name: null };
  };

  const lines = lineReader(bytes, 3 * bom);
  for (let line = lines(); line !== null; line = lines()) {
    if (line.hasCr) counts.crlf++;
    if (line.start === line.end) {
      close(line.next, true);
      continue;
    }
    const field = readField(bytes, line);
    if (field.name === '') {
      counts.comments++;
      continue;
    }
    if (open.start < 0) open.start = line.start;
    const value = (): string => decodeUtf8(bytes.subarray(field.valueAt, line.end));
    if (field.name === 'data') {
      open.dataLines++;
      if (field.valueAt === field.afterColon && field.valueAt < line.end) counts.noSpace++;
    } else if (field.name === 'event') open.name = value() || null;
    else if (field.name === 'id') counts.idFields++;
    else if (field.name === 'retry') counts.retryFields++;
    else {
      if (field.name === 'error') errorField ??= value();
      if (foreignFields.length < MOST_FIELDS) foreignFields.push(escapeUnseen(showLine(bytes, line)));
    }
  }
  close(bytes.length, false);
  return { blocks, forms: { bom, ...counts, foreignFields }, errorField };
}

/** A line without its line end. `next` is the offset behind the line end. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** Whether CR or CRLF ends it. */
  readonly hasCr: boolean;
}

/** Returns the next line of a stream at each call, and null behind the last: LF, CRLF or CR ends a line. */
function lineReader(bytes: Uint8Array, from: number): () => Line | null {
  let start = from;
  let lf = -1;
  let cr = -1;
  return () => {
    if (start >= bytes.length) return null;
    if (lf < start) lf = indexOf(bytes, LF, start);
    if (cr < start) cr = indexOf(bytes, CR, start);
    const end = Math.min(lf, cr);
    const hasCr = end === cr && end < bytes.length;
    const next = Math.min(end + (hasCr && bytes[end + 1] === LF ? 2 : 1), bytes.length);
    const line = { start, end, next, hasCr };
    start = next;
    return line;
  };
}

/** The offset of the next such byte; the length of the stream if there is none. */
function indexOf(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}

/** A line's field name (empty for a comment), and where its value begins: after the colon and one space. */
function readField(bytes: Uint8Array, line: Line) {
  const look = Math.min(line.end, line.start + LONGEST_NAME);
  let colon = line.start;
  while (colon < look && bytes[colon] !== COLON) colon++;
  const name = asciiOf(bytes, line.start, colon);
  if (colon === look) return { name, afterColon: line.end, valueAt: line.end };
  const afterColon = colon + 1;
  const hasSpace = bytes[afterColon] === SPACE && afterColon < line.end;
  return { name, afterColon, valueAt: hasSpace ? afterColon + 1 : afterColon };
}

/** A name as text. The known ones have at most five bytes: the common case needs no decoder. */
function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 5) return decodeUtf8(bytes.subarray(start, end));
  let name = '';
  for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}

function showLine(bytes: Uint8Array, { start, end }: Line): string {
  const isLong = end - start > LONGEST_LINE;
  const text = decodeUtf8(bytes.subarray(start, isLong ? start + LONGEST_LINE : end));
  return isLong ? `${text}…` : text;
}
