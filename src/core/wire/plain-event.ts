const LF = 0x0a;
const CR = 0x0d;
const BEGINNING = new TextEncoder().encode('data: {');

/** How far behind the beginning of a plain event its data stands. */
export const DATA_AT = 'data: '.length;

/** Whether an event, with its blank line, is written as the documents show it: `data: {…}` and two line feeds. */
export function isPlainEvent(bytes: Uint8Array, start: number, end: number): boolean {
  const line = bytes.subarray(start, end - 2);
  if (BEGINNING.some((byte, n) => line[n] !== byte) || line.includes(LF) || line.includes(CR)) return false;
  return bytes[end - 2] === LF && bytes[end - 1] === LF;
}
