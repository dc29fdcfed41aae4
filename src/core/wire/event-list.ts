import type { Alike, SseEvent } from '../model/answer.js';
import type { Mould } from './mould.js';
import { DATA_AT } from './plain-event.js';
import type { Slices } from './slices.js';

/** The moulds of so many choices are known at a time. */
const MOST_ROWS = 16;

/** An event of a stream as it was read, and where it stands: from its first byte to behind its blank line. */
export interface ReadEvent extends Pick<SseEvent, 'name' | 'data' | 'terminated'> {
  readonly start: number;
  readonly end: number;
}

/** The events of a stream as they come, those counted that are alike: in a row, or in the rows of several choices. */
export interface EventList {
  add(event: ReadEvent): SseEvent;
  /** What events look like that are like the last one; null where the next one is like none. */
  expect(mould: Mould | null): void;
  /** Takes in the event that begins at `at` where it was expected, and returns where it ends; -1 where it was not. */
  addAlike(at: number): number;
  /** So many events more, like the last one, that the record left out here. */
  skip(events: number): void;
  /** Ends the list. `count` counts those as well that are counted as alike to another. */
  close(): { readonly events: readonly SseEvent[]; readonly count: number };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };
type OpenEvent = Omit<Writable<SseEvent>, 'alike'> & { alike: Writable<Alike> | null };

/** Events that fit one mould. The second stands for itself as the first does, and so does the last so far, which is held back. */
interface Row {
  readonly mould: Mould;
  /** The last one that stands for itself. */
  head: OpenEvent;
  hasSecond: boolean;
  held: { readonly n: number; readonly start: number; readonly end: number; readonly text: string } | null;
}

/** @param arrived when the byte before an offset did, asked in rising order */
export function makeEventList(bytes: Uint8Array, slice: Slices, arrived: (end: number) => number | null): EventList {
  const events: OpenEvent[] = [];
  let rows: Row[] = [];
  /** The row of the last event. */
  let last = 0;
  let count = 0;

  const push = (n: number, { start, end, ...rest }: ReadEvent): OpenEvent => {
    const event = { n, ...rest, offset: start, ms: arrived(end), alike: null };
    events.push(event);
    return event;
  };
  const stand = (row: Row, n: number, start: number, end: number): void => {
    row.head = push(n, { start, end, name: null, data: slice(start + DATA_AT, end - 2), terminated: true });
  };
  /** Lets stand for itself what is held back, for something else comes. */
  const settle = (): void => {
    const held = rows.flatMap((row) => (row.held === null ? [] : [{ row, ...row.held }]));
    for (const { row, n, start, end } of held.sort((a, b) => a.n - b.n)) {
      stand(row, n, start, end);
      row.held = null;
    }
  };
  const alikeOf = (event: OpenEvent, mould?: Mould): Writable<Alike> =>
    (event.alike ??= { count: 0, field: mould?.field ?? 'content', texts: [], behind: [] });
  /** Counts what is held back, for one that is like it comes. */
  const release = (row: Row): void => {
    const { mould, head, held } = row;
    if (held === null) return;
    const alike = alikeOf(head, mould);
    alike.count++;
    alike.texts.push(held.text);
    alike.behind.push(held.n - head.n);
    row.held = null;
  };
  const take = (row: Row, start: number, end: number): void => {
    const n = count++;
    if (row.hasSecond) {
      release(row);
      const said = row.mould.said();
      row.held = { n, start, end, text: said.text ?? slice(said.start, said.end) };
      return;
    }
    settle();
    stand(row, n, start, end);
    row.hasSecond = true;
  };

  return {
    add(event) {
      settle();
      return push(count++, event);
    },
    expect(mould) {
      settle();
      const head = events.at(-1);
      const others = rows.length < MOST_ROWS && rows.every((row) => isOfOther(row.mould, mould)) ? rows : [];
      rows = mould === null || head === undefined ? [] : [...others, { mould, head, hasSecond: false, held: null }];
      last = rows.length - 1;
    },
    addAlike(at) {
      for (let tried = 1; tried <= rows.length; tried++) {
        const next = (last + tried) % rows.length;
        const row = rows[next];
        const end = row?.mould.fits(bytes, at) ?? -1;
        if (row === undefined || end < 0) continue;
        last = next;
        take(row, at, end);
        return end;
      }
      return -1;
    },
    skip(skipped) {
      const row = rows[last];
      if (row !== undefined) release(row);
      const head = row?.head ?? events.at(-1);
      if (head === undefined) return;
      alikeOf(head, row?.mould).count += skipped;
      count += skipped;
    },
    close() {
      settle();
      return { events, count };
    },
  };
}

/** Whether two moulds are those of two choices, by their index. */
function isOfOther(mould: Mould, other: Mould | null): boolean {
  return other !== null && mould.index !== null && other.index !== null && mould.index !== other.index;
}
