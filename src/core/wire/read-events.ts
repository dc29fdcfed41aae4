import type { SseEvent, SseForms } from '../model/answer.js';
import type { Piece } from '../model/exchange.js';
import { decodeUtf8 } from './decode-utf8.js';
import { arrivalClock } from './join-pieces.js';
import { escapeUnseen } from './quote.js';
import { readField, showLine } from './read-field.js';
import { scanLines } from './scan-lines.js';

const MOST_FIELDS = 20;

/** The events of a stream, with the forms met and the first `error:` field, which some servers invent. */
export interface ReadEvents {
  readonly events: readonly SseEvent[];
  readonly forms: SseForms;
  readonly errorField: string | null;
}

/** A body as it came. */
export interface Transcript {
  readonly bytes: Uint8Array;
  /** The bytes, decoded leniently. */
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Whether the times of the pieces are known. */
  readonly timed: boolean;
}

/** The fields of an event that is not ended yet. */
interface Open {
  readonly offset: number;
  name: string | null;
  readonly data: string[];
}

/**
 * Reads a stream by the rules of WHATWG HTML §9.2.6, but keeps what a browser drops: blocks without data, and the tail
 * that no blank line ended. Comments alone make no event.
 */
export function readEvents({ bytes, text, pieces, timed }: Transcript): ReadEvents {
  // Where the text is as long as the bytes, every byte is a character, and nothing needs to be decoded again.
  const slice =
    text.length === bytes.length
      ? (start: number, end: number): string => text.slice(start, end)
      : (start: number, end: number): string => decodeUtf8(bytes.subarray(start, end));
  const arrived = arrivalClock(pieces, timed);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
  const forms = { crlf: 0, comments: 0, noSpace: 0, multiLine: 0, idFields: 0, retryFields: 0 };
  const foreignFields: string[] = [];
  const events: SseEvent[] = [];
  let errorField: string | null = null;
  let open: Open | null = null;

  const close = (end: number, terminated: boolean): void => {
    if (!open) return;
    const { offset, name, data } = open;
    open = null;
    if (data.length > 1) forms.multiLine++;
    const joined = data.length === 0 ? null : data.join('\n');
    events.push({ n: events.length, name, data: joined, offset, ms: arrived(end), terminated });
  };

  for (const line of scanLines(bytes, 3 * bom)) {
    if (line.ending === 'cr' || line.ending === 'crlf') forms.crlf++;
    if (line.start === line.end) {
      close(line.next, true);
      continue;
    }
    const field = readField(bytes, line);
    if (field.name === '') {
      forms.comments++;
      continue;
    }
    open ??= { offset: line.start, name: null, data: [] };
    switch (field.name) {
      case 'data':
        if (field.valueAt === field.afterColon && field.valueAt < line.end) forms.noSpace++;
        open.data.push(slice(field.valueAt, line.end));
        break;
      case 'event':
        open.name = slice(field.valueAt, line.end) || null;
        break;
      case 'id':
        forms.idFields++;
        break;
      case 'retry':
        forms.retryFields++;
        break;
      default:
        if (field.name === 'error') errorField ??= slice(field.valueAt, line.end);
        if (foreignFields.length < MOST_FIELDS) foreignFields.push(escapeUnseen(showLine(bytes, line)));
    }
  }
  close(bytes.length, false);
  return { events, forms: { bom, ...forms, foreignFields }, errorField };
}
