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

/**
 * The lines of a stream, as WHATWG HTML §9.2.6 splits them: CRLF, LF or CR ends a line. Works on bytes: neither CR nor
 * LF can stand inside a UTF-8 sequence.
 */
export function* scanLines(bytes: Uint8Array, from: number): Generator<Line> {
  let start = from;
  let lf = -1;
  let cr = -1;
  while (start < bytes.length) {
    if (lf < start) lf = find(bytes, LF, start);
    if (cr < start) cr = find(bytes, CR, start);
    const end = Math.min(lf, cr);
    const crlf = end === cr && bytes[end + 1] === LF;
    const next = end === bytes.length ? end : end + (crlf ? 2 : 1);
    const ending = end === bytes.length ? 'none' : crlf ? 'crlf' : end === cr ? 'cr' : 'lf';
    yield { start, end, next, ending };
    start = next;
  }
}

/** Where the byte is found next; the length where it is not. */
function find(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at < 0 ? bytes.length : at;
}
