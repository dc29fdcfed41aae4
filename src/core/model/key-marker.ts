/**
 * The made-up key that is sent where a case asks for a wrong one. It is shaped like a key and opens nothing. It is not
 * masked in what is recorded: where it stands in an answer, the endpoint echoed it.
 */
export const WRONG_KEY = 'sk-conformance-wrong-key-9f2c41d07be84a65';

/** Secrets shorter than this are not looked for: they would be found in innocent text. */
export const SHORTEST_SECRET = 8;

/** With what every marker begins, however much of it was cut. */
const START = '[conform';
const MARKER = `${START}ance:key]`;

/**
 * What stands in the record where an endpoint echoed the user's key, plain, in base64, or percent-encoded. It has the
 * length of what it replaces, so that declared lengths, offsets and the ends of pieces stay true:
 * `[conformance:key]` filled with hyphens before its end, or cut.
 */
export function keyMarker(length: number): string {
  if (length <= MARKER.length) return MARKER.slice(0, length);
  return `${MARKER.slice(0, -1)}${'-'.repeat(length - MARKER.length)}]`;
}

/** Which key stands in a recorded text: the user's own (masked), the made-up wrong one, or none. */
export function echoedKey(text: string): 'own' | 'wrong' | null {
  if (text.includes(START)) return 'own';
  return text.includes(WRONG_KEY) ? 'wrong' : null;
}
