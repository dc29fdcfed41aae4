import type { Alike } from '../model/answer.js';
import type { Mould } from './mould.js';
import { parseJson } from './parse-json.js';
import type { Slices } from './slices.js';

/** Where an event of a stream stands: from its first byte to behind its blank line. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A row of events that are alike, as it is read: of those behind the second the last one so far is held back, since the
 * last of a row stands for itself, too.
 */
export interface AlikeRow {
  /** Takes in the event that fitted the mould last. Returns it where it is the second of the row. */
  add(event: Span): Span | null;
  /** So many events more that the record left out here. */
  skip(events: number): void;
  /** Ends the row: what was counted, null where nothing was; and the event that was held back. */
  close(): { readonly alike: Alike | null; readonly last: Span | null };
}

/** A row that begins behind the event that the mould was made of. */
export function makeAlikeRow(slice: Slices, mould: Mould): AlikeRow {
  let hasSecond = false;
  let held: { readonly event: Span; readonly text: string } | null = null;
  const texts: string[] = [];
  let skipped = 0;

  const release = (): void => {
    if (held !== null) texts.push(held.text);
    held = null;
  };

  return {
    add(event) {
      if (!hasSecond) {
        hasSecond = true;
        return event;
      }
      release();
      const { start, end, isPlain } = mould.written();
      held = { event, text: isPlain ? slice(start, end) : decodeText(slice, start, end) };
      return null;
    },
    skip(events) {
      if (!hasSecond) return;
      release();
      skipped += events;
    },
    close() {
      const count = texts.length + skipped;
      const last = held?.event ?? null;
      return { alike: count === 0 ? null : { count, field: mould.field, texts }, last };
    },
  };
}

/** A text as JSON writes it, without its quotes. */
function decodeText(slice: Slices, start: number, end: number): string {
  const parsed = parseJson(slice(start - 1, end + 1));
  return 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : '';
}
