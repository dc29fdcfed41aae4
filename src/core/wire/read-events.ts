import type { SseEvent, SseForms } from '../model/answer.js';
import type { Piece } from '../model/exchange.js';
import { makeEventList } from './event-list.js';
import { arrivalClock, gapsOf } from './join-pieces.js';
import { makeMould } from './mould.js';
import { isPlainEvent } from './plain-event.js';
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

/**
 * Reads a stream by the rules of WHATWG HTML §9.2.6, but keeps what a browser drops: blocks without data, and the tail
 * that no blank line ended. Comments alone make no event. Events in a row that are alike are counted, not read
 * (`joins`), with the same outcome for every check.
 */
export function readEvents({ bytes, text, pieces, timed }: Transcript, joins = true): ReadEvents {
  const slice = makeSlices(bytes, text);
  const list = makeEventList(bytes, slice, arrivalClock(pieces, timed));
  const gaps = gapsOf(pieces).values();
  let gap = gaps.next().value;
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 1 : 0;
  const forms = { crlf: 0, comments: 0, noSpace: 0, multiLine: 0, idFields: 0, retryFields: 0 };
  const foreignFields: string[] = [];
  const lines = scanLines(bytes, 3 * bom);
  let errorField: string | null = null;
  let open: Open | null = null;

  /** What the record left out right here. */
  const passGap = (end: number): void => {
    for (; gap !== undefined && gap.at <= end; gap = gaps.next().value) list.skip(gap.events);
  };
  const close = (end: number, terminated: boolean): void => {
    if (!open) return;
    const { offset: start, name, data } = open;
    open = null;
    if (data.length > 1) forms.multiLine++;
    const event = list.add({ start, end, name, data: data.length === 0 ? null : data.join('\n'), terminated });
    const parsed = joins && isPlainEvent(bytes, start, end) ? readData(event) : null;
    list.expect(parsed !== null && 'value' in parsed ? makeMould(bytes, start, end, parsed.value) : null);
    passGap(end);
  };

  for (;;) {
    const alikeEnd: number = open === null ? list.addAlike(lines.at()) : -1;
    if (alikeEnd > 0) {
      lines.pass(alikeEnd);
      passGap(alikeEnd);
      continue;
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
      list.expect(null);
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
  return { ...list.close(), forms: { bom, ...forms, foreignFields }, errorField };
}
