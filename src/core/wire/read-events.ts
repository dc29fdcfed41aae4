import type { SseEvent, SseForms } from '../model/answer.js';
import type { Piece } from '../model/exchange.js';
import { decodeUtf8 } from './decode-utf8.js';
import { arrivalClock } from './join-pieces.js';
import { escapeUnseen } from './quote.js';
import type { Line } from './scan-lines.js';
import { scanLines } from './scan-lines.js';

const COLON = 58;
const SPACE = 32;
const LONGEST_FIELD = 120;
const MOST_FIELDS = 20;
/** No name that SSE knows is longer, so no longer name is decoded. */
const LONGEST_NAME = 64;

/** The events of a stream, with the forms met and the first `error:` field, which some servers invent. */
export interface ReadEvents {
  readonly events: readonly SseEvent[];
  readonly forms: SseForms;
  readonly errorField: string | null;
}

/** The fields of an event that is not ended yet. */
interface Open {
  readonly offset: number;
  name: string | null;
  data: string[];
}

/**
 * Reads a stream by the rules of WHATWG HTML §9.2.6, but keeps what a browser drops: blocks without data, and the tail
 * that no blank line ended. Comments alone make no event.
 */
export function readEvents(bytes: Uint8Array, pieces: readonly Piece[], timed: boolean): ReadEvents {
  const arrived = arrivalClock(pieces, timed);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
  const count = { crlf: 0, comments: 0, noSpace: 0, multiLine: 0, idFields: 0, retryFields: 0 };
  const foreignFields: string[] = [];
  const events: SseEvent[] = [];
  let errorField: string | null = null;
  let open: Open | null = null;

  const close = (end: number, terminated: boolean): void => {
    if (!open) return;
    if (open.data.length > 1) count.multiLine++;
    const data = open.data.length === 0 ? null : open.data.join('\n');
    events.push({ n: events.length, name: open.name, data, offset: open.offset, ms: arrived(end), terminated });
    open = null;
  };

  for (const line of scanLines(bytes, 3 * bom)) {
    if (line.ending === 'cr' || line.ending === 'crlf') count.crlf++;
    if (line.start === line.end) {
      close(line.next, true);
      continue;
    }
    const field = readField(bytes, line);
    if (field.name === '') {
      count.comments++;
      continue;
    }
    open ??= { offset: line.start, name: null, data: [] };
    switch (field.name) {
      case 'data':
        if (field.valueAt === field.afterColon && field.valueAt < line.end) count.noSpace++;
        open.data.push(decodeUtf8(bytes.subarray(field.valueAt, line.end)));
        break;
      case 'event':
        open.name = decodeUtf8(bytes.subarray(field.valueAt, line.end)) || null;
        break;
      case 'id':
        count.idFields++;
        break;
      case 'retry':
        count.retryFields++;
        break;
      default:
        if (field.name === 'error') errorField ??= decodeUtf8(bytes.subarray(field.valueAt, line.end));
        if (foreignFields.length < MOST_FIELDS) foreignFields.push(showLine(bytes, line));
    }
  }
  close(bytes.length, false);
  return { events, forms: { bom, ...count, foreignFields }, errorField };
}

/** A line's field name (empty for a comment) and where its value begins: after the colon and one space. */
function readField(bytes: Uint8Array, line: Line): { name: string; afterColon: number; valueAt: number } {
  const look = Math.min(line.end, line.start + LONGEST_NAME);
  let colon = line.start;
  while (colon < look && bytes[colon] !== COLON) colon++;
  const name = ascii(bytes, line.start, colon);
  if (colon === look) return { name, afterColon: line.end, valueAt: line.end };
  const afterColon = colon + 1;
  return {
    name,
    afterColon,
    valueAt: bytes[afterColon] === SPACE && afterColon < line.end ? afterColon + 1 : afterColon,
  };
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  // The four known names are at most five bytes long: the common case costs no decoder.
  if (end - start > 5) return decodeUtf8(bytes.subarray(start, end));
  let name = '';
  for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}

function showLine(bytes: Uint8Array, line: Line): string {
  const cut = line.end - line.start > LONGEST_FIELD;
  const text = decodeUtf8(bytes.subarray(line.start, cut ? line.start + LONGEST_FIELD : line.end));
  return escapeUnseen(cut ? `${text}…` : text);
}
