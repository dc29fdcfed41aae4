import type { Piece } from '../model/exchange.js';
import { decodeUtf8 } from './decode-utf8.js';
import { joinBytes } from './join-bytes.js';
import { makeMould, type Mould } from './mould.js';
import { parseJson } from './parse-json.js';
import { DATA_AT, isPlainEvent } from './plain-event.js';

const LF = 10;
/** An event that is not whole by then is kept as it comes, and the next one waited for. */
const LONGEST_EVENT = 64 * 1024;

/** Keeps of a long stream what a judge needs of it. */
export interface Condenser {
  /** Takes in what one read brought. */
  add(ms: number, bytes: Uint8Array): void;
  /** How many bytes are kept so far. */
  size(): number;
  /** In how many pieces. */
  count(): number;
  /** What was kept, and what was left out in between. Nothing can be added any more. */
  close(): readonly Piece[];
}

/**
 * Leaves out of a stream that becomes long the events that are alike (`mould.ts`), but for the first two and the last of
 * each row, and counts them: `readEvents` reads what is left as if all were there, apart from their texts.
 * @param verbatim so many bytes are kept as they are in any case
 */
export function makeCondenser(verbatim: number): Condenser {
  const pieces: { readonly ms: number; readonly parts: Uint8Array[]; skipped?: { events: number; bytes: number } }[] =
    [];
  let size = 0;
  /** What came behind the last whole event; null until the first blank line behind what is kept verbatim. */
  let rest: Uint8Array | null = null;
  let lastMs = 0;
  let mould: Mould | null = null;
  /** Whether an event fitted the mould beside the one that it was made of. */
  let hasSecond = false;
  let held: { readonly ms: number; readonly bytes: Uint8Array } | null = null;

  const keep = (ms: number, bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    const last = pieces.at(-1);
    if (last !== undefined && last.ms === ms && last.skipped === undefined) last.parts.push(bytes);
    else pieces.push({ ms, parts: [bytes] });
    size += bytes.length;
  };
  const endRow = (): void => {
    if (held !== null) keep(held.ms, held.bytes.slice());
    held = null;
    mould = null;
    hasSecond = false;
  };
  const addAlike = (ms: number, bytes: Uint8Array): void => {
    if (!hasSecond) {
      hasSecond = true;
      return keep(ms, bytes.slice());
    }
    const last = pieces.at(-1);
    if (held !== null && last !== undefined) {
      const { events, bytes: before } = last.skipped ?? { events: 0, bytes: 0 };
      last.skipped = { events: events + 1, bytes: before + held.bytes.length };
    }
    held = { ms, bytes };
  };
  const addOther = (ms: number, bytes: Uint8Array): void => {
    endRow();
    keep(ms, bytes.slice());
    mould = mouldOf(bytes);
  };

  return {
    count: () => pieces.length,
    size: () => size + (held?.bytes.length ?? 0) + (rest?.length ?? 0),
    add(ms, bytes) {
      lastMs = ms;
      if (rest === null) {
        const from = Math.max(0, verbatim - size);
        const end = size + bytes.length <= verbatim ? -1 : endOfEvent(bytes, from);
        if (end < 0) return keep(ms, bytes);
        keep(ms, bytes.subarray(0, end));
        rest = new Uint8Array();
        bytes = bytes.subarray(end);
      }
      const given: Uint8Array = rest.length === 0 ? bytes : joinBytes([rest, bytes]);
      let at = 0;
      for (;;) {
        const fitting = mould?.fits(given, at) ?? -1;
        const end = fitting > 0 ? fitting : endOfEvent(given, at);
        if (end < 0) break;
        if (fitting > 0) addAlike(ms, given.subarray(at, end));
        else addOther(ms, given.subarray(at, end));
        at = end;
      }
      rest = given.slice(at);
      if (rest.length <= LONGEST_EVENT) return;
      endRow();
      keep(ms, rest);
      rest = null;
    },
    close() {
      endRow();
      if (rest !== null) keep(lastMs, rest);
      return pieces.map(({ ms, parts, skipped }) => ({
        ms,
        bytes: joinBytes(parts),
        ...(skipped === undefined ? {} : { skipped }),
      }));
    },
  };
}

/** The offset behind the next blank line; -1 where none is there yet. */
function endOfEvent(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LF, from); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at + 1] === LF) return at + 2;
  }
  return -1;
}

function mouldOf(event: Uint8Array): Mould | null {
  if (!isPlainEvent(event, 0, event.length)) return null;
  const parsed = parseJson(decodeUtf8(event.subarray(DATA_AT)));
  return 'value' in parsed ? makeMould(event, 0, event.length, parsed.value) : null;
}
