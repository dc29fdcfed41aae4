const LF = 10;
const CR = 13;

/** One line of a stream: its bytes without the line end, and what ended it (`none` for a tail). */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Offset after the line end. */
  readonly next: number;
  readonly ending: 'lf' | 'cr' | 'crlf' | 'none';
}

/** The lines of a stream, one after the other. */
export interface Lines {
  /** Null at the end. */
  next(): Line | null;
  /** Where the next line begins. */
  at(): number;
  /** Goes on behind what was read otherwise. */
  pass(to: number): void;
}

/**
 * The lines of a stream, as WHATWG HTML §9.2.6 splits them: CRLF, LF or CR ends a line. Works on bytes: neither CR nor
 * LF can stand inside a UTF-8 sequence.
 */
export function scanLines(bytes: Uint8Array, from: number): Lines {
  let start = from;
  let lf = -1;
  let cr = -1;
  return {
    at: () => start,
    pass(to) {
      start = to;
    },
    next() {
      if (start >= bytes.length) return null;
      if (lf < start) lf = find(bytes, LF, start);
      if (cr < start) cr = find(bytes, CR, start);
      const begin = start;
      const end = Math.min(lf, cr);
      if (end === bytes.length) {
        start = end;
        return { start: begin, end, next: end, ending: 'none' };
      }
      const crlf = end === cr && bytes[end + 1] === LF;
      start = end + (crlf ? 2 : 1);
      return { start: begin, end, next: start, ending: crlf ? 'crlf' : end === cr ? 'cr' : 'lf' };
    },
  };
}

/** Where the byte is found next; the length where it is not. */
function find(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}
