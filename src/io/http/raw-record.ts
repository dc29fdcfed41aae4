import { headerValues } from '../../core/wire/header-values.js';
import { makeContinueFilter } from './continue-filter.js';
import { readRawHead } from './raw-head.js';
import type { RawHead } from './raw-head.js';

/** The raw bytes of one answer: the head, how much came in all, and the last read. */
export interface RawRecord {
  /** Takes a read; returns what the parser is to see of it. */
  add(bytes: Uint8Array): Uint8Array;
  reads(): number;
  /** How many interim answers the parser was not to see. */
  dropped(): number;
  /** When the last read came, by `performance.now()`. */
  lastAt(): number;
  head(): RawHead | null;
  /** What came beyond the declared length of the body, as far as it is known; null where nothing did. */
  leftOver(headers: readonly (readonly [string, string])[]): Uint8Array | null;
}

/** Keeps at most `most` bytes and one read. */
export function makeRawRecord(most: number): RawRecord {
  const kept: Uint8Array[] = [];
  let keptSize = 0;
  let total = 0;
  let reads = 0;
  let lastAt = 0;
  let last: Uint8Array = new Uint8Array();
  const filter = makeContinueFilter();
  const head = (): RawHead | null => readRawHead(Buffer.concat(kept));
  return {
    add(bytes) {
      const seen = filter.pass(bytes);
      reads += 1;
      lastAt = performance.now();
      total += seen.length;
      last = seen;
      if (keptSize < most) {
        kept.push(seen.subarray(0, most - keptSize));
        keptSize += seen.length;
      }
      return seen;
    },
    reads: () => reads,
    dropped: () => filter.dropped(),
    lastAt: () => lastAt,
    head,
    leftOver(headers) {
      const lengths = headerValues(headers, 'content-length');
      const declared = Number(lengths[0] ?? Number.NaN);
      const extra = total - (head()?.length ?? Number.NaN) - declared;
      if (lengths.length !== 1 || !(extra > 0)) return null;
      return last.subarray(Math.max(0, last.length - extra));
    },
  };
}
