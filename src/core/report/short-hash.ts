/** A short name for a text, the same on every machine: two 32-bit FNV-1a sums in base 36. It guards nothing. */
export function shortHash(text: string): string {
  return `${sum(text, 0x811c9dc5).toString(36)}${sum(`${text}\0`, 0x1b873593).toString(36)}`.slice(0, 9);
}

function sum(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
