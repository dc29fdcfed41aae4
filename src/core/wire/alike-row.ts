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
  /** How many were counted so far. */
  count(): number;
  /** Ends the row: what was counted, null where nothing was; and the event that was held back. */
  close(): { readonly alike: Alike | null; readonly last: Span | null };
}

/** A row that begins behind the event that the mould was made of. */
export function makeAlikeRow(slice: Slices, mould: Mould): AlikeRow {
  let hasSecond = false;
  let held: Span | null = null;
  let heldText: readonly [start: number, end: number, isPlain: boolean] = [0, 0, true];
  /** Start and end of each text that is ASCII and without escapes; of the others a start of -1 and the place in `decoded`. */
  const texts: number[] = [];
  const decoded: string[] = [];
  let skipped = 0;

  const count = (): number => texts.length / 2 + skipped;
  const release = (): void => {
    if (held === null) return;
    const [start, end, isPlain] = heldText;
    if (isPlain) texts.push(start, end);
    else texts.push(-1, decoded.push(decodeText(slice, start, end)) - 1);
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
      held = event;
      heldText = [start, end, isPlain];
      return null;
    },
    skip(events) {
      if (!hasSecond) return;
      release();
      skipped += events;
    },
    count,
    close() {
      if (count() === 0) return { alike: null, last: held };
      return { alike: { count: count(), field: mould.field, texts: readTexts(slice, texts, decoded) }, last: held };
    },
  };
}

/** Decodes all at once what is ASCII: where the whole row is, offsets in bytes are offsets in characters. */
function readTexts(slice: Slices, spans: readonly number[], decoded: readonly string[]): readonly string[] {
  const from = spans.find((start, n) => n % 2 === 0 && start >= 0) ?? 0;
  const to = spans.findLast((_, n) => n % 2 === 1 && (spans[n - 1] ?? -1) >= 0) ?? from;
  const row = slice(from, to);
  const isAscii = row.length === to - from;
  return Array.from({ length: spans.length / 2 }, (_, n) => {
    const start = spans[2 * n] ?? 0;
    const end = spans[2 * n + 1] ?? 0;
    if (start < 0) return decoded[end] ?? '';
    return isAscii ? row.slice(start - from, end - from) : slice(start, end);
  });
}

/** A text as JSON writes it, without its quotes. */
function decodeText(slice: Slices, start: number, end: number): string {
  const parsed = parseJson(slice(start - 1, end + 1));
  return 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : '';
}
