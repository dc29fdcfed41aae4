import type { Alike, SseEvent, SseForms } from '../model/answer.js';
import type { Piece } from '../model/exchange.js';
import { makeAlikeRow, type AlikeRow, type Span } from './alike-row.js';
import { arrivalClock, gapsOf } from './join-pieces.js';
import { makeMould, type Mould } from './mould.js';
import { DATA_AT, isPlainEvent } from './plain-event.js';
import { escapeUnseen } from './quote.js';
import { readData } from './read-data.js';
import { readField, showLine } from './read-field.js';
import { scanLines } from './scan-lines.js';
import { makeSlices } from './slices.js';

const MOST_FIELDS = 20;

/** The events of a stream, with the forms met and the first `error:` field, which some servers invent. */
export interface ReadEvents {
  readonly events: readonly SseEvent[];
  /** With those that are counted as alike to another. */
  readonly count: number;
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

/** The events that are alike to the last one, and what they look like. */
interface Row {
  readonly mould: Mould;
  readonly alike: AlikeRow;
}

/**
 * Reads a stream by the rules of WHATWG HTML §9.2.6, but keeps what a browser drops: blocks without data, and the tail
 * that no blank line ended. Comments alone make no event. Events in a row that are alike are counted, not read
 * (`joins`), with the same outcome for every check.
 */
export function readEvents({ bytes, text, pieces, timed }: Transcript, joins = true): ReadEvents {
  const slice = makeSlices(bytes, text);
  const arrived = arrivalClock(pieces, timed);
  const gaps = gapsOf(pieces).values();
  let gap = gaps.next().value;
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
  const forms = { crlf: 0, comments: 0, noSpace: 0, multiLine: 0, idFields: 0, retryFields: 0 };
  const foreignFields: string[] = [];
  const events: { -readonly [Key in keyof SseEvent]: SseEvent[Key] }[] = [];
  const lines = scanLines(bytes, 3 * bom);
  let n = 0;
  let errorField: string | null = null;
  let open: Open | null = null;
  let row = null as Row | null;

  const push = (name: string | null, data: string | null, { start, end }: Span, terminated: boolean): SseEvent => {
    const event = { n: n++, name, data, offset: start, ms: arrived(end), terminated, alike: null as Alike | null };
    events.push(event);
    return event;
  };
  const pushAlike = ({ start, end }: Span): void => {
    push(null, slice(start + DATA_AT, end - 2), { start, end }, true);
  };
  const endRow = (): void => {
    if (row === null) return;
    const { alike, last } = row.alike.close();
    const second = events.at(-1);
    if (alike !== null && second !== undefined) second.alike = alike;
    n += alike?.count ?? 0;
    if (last !== null) pushAlike(last);
    row = null;
  };
  /** What the record left out right here. */
  const passGap = (end: number): void => {
    for (; gap !== undefined && gap.at <= end; gap = gaps.next().value) {
      const last = events.at(-1);
      if (row !== null) row.alike.skip(gap.events);
      else if (last !== undefined) {
        last.alike = { count: gap.events, field: 'content', texts: [] };
        n += gap.events;
      }
    }
  };
  const close = (end: number, terminated: boolean): void => {
    if (!open) return;
    const { offset, name, data } = open;
    open = null;
    if (data.length > 1) forms.multiLine++;
    const event = push(name, data.length === 0 ? null : data.join('\n'), { start: offset, end }, terminated);
    const parsed = joins && isPlainEvent(bytes, offset, end) ? readData(event) : null;
    const mould = parsed !== null && 'value' in parsed ? makeMould(bytes, offset, end, parsed.value) : null;
    if (mould !== null) row = { mould, alike: makeAlikeRow(slice, mould) };
    passGap(end);
  };

  for (;;) {
    if (row !== null && open === null) {
      const start = lines.at();
      const end: number = row.mould.fits(bytes, start);
      if (end > 0) {
        const second = row.alike.add({ start, end });
        if (second !== null) pushAlike(second);
        lines.pass(end);
        passGap(end);
        continue;
      }
      endRow();
    }
    const line = lines.next();
    if (line === null) break;
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
  endRow();
  close(bytes.length, false);
  return { events, count: n, forms: { bom, ...forms, foreignFields }, errorField };
}
