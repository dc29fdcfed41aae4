/**
 * The invented key that a case with a wrong key sends. It has the form of a key and is valid nowhere. Records do not mask
 * it: if an answer contains it, the endpoint echoed it.
 */
export const WRONG_KEY = 'sk-conformance-wrong-key-9f2c41d07be84a65';

/** Secrets shorter than this are not looked for: they would be found in innocent text. */
export const SHORTEST_SECRET = 8;

/** With what every marker begins, however much of it was cut. */
const START = '[conform';
const MARKER = `${START}ance:key]`;

/**
 * The text that replaces the user's key in the record if an endpoint echoed it, plain, in base64 or percent-encoded. It
 * has the length of the text that it replaces, so that declared lengths, offsets and the ends of pieces stay correct:
 * `[conformance:key]` filled with hyphens before its end, or cut.
 */
export function keyMarker(length: number): string {
  if (length <= MARKER.length) return MARKER.slice(0, length);
  return `${MARKER.slice(0, -1)}${'-'.repeat(length - MARKER.length)}]`;
}

/** Which key a recorded text contains: the user's own (masked), the invented wrong one, or none. */
export function echoedKey(text: string): 'own' | 'wrong' | null {
  if (text.includes(START)) return 'own';
  return text.includes(WRONG_KEY) ? 'wrong' : null;
}
