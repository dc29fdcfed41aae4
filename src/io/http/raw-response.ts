import { headerValues } from '../../core/wire/header-values.js';
import { makeContinueFilter } from './continue-filter.js';

/** The raw bytes of one response: the head, the total number, and the last read. */
export interface RawRecord {
  /** Adds a read; returns the bytes for the parser. */
  add(bytes: Uint8Array): Uint8Array;
  reads(): number;
  /** The number of interim responses that the parser does not get. */
  dropped(): number;
  /** The time of the last read, by `performance.now()`. */
  lastAt(): number;
  head(): RawHead | null;
  /** The known bytes beyond the declared length of the body; null when there are none. */
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

/** The head of a response, parsed leniently from the raw bytes. */
export interface RawHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Its length in bytes, including the blank line and the interim responses before it. */
  readonly length: number;
}

/**
 * Parses a head that the strict parser rejects, so that the error can be shown. Null when there is no status line or no
 * end of the head.
 */
export function readRawHead(bytes: Uint8Array): RawHead | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let from = 0;
  for (;;) {
    const end = /\r?\n\r?\n/g;
    end.lastIndex = from;
    const blank = end.exec(text);
    if (blank === null) return null;
    const [first = '', ...lines] = text.slice(from, blank.index).split(/\r?\n/);
    const start = /^HTTP\/\d\.\d (\d{3})(?: (.*))?$/.exec(first);
    if (start === null) return null;
    const status = Number(start[1]);
    from = blank.index + blank[0].length;
    if (status >= 100 && status < 200 && status !== 101) continue;
    return { status, statusText: start[2] ?? '', headers: lines.map(readHeader), length: from };
  }
}

function readHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).trim()];
}
