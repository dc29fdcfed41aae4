/** Removes interim responses "100 Continue" from the bytes for a parser. */
export interface ContinueFilter {
  /** The bytes of a read for the parser. An incomplete interim head is held back. */
  pass(bytes: Uint8Array): Uint8Array;
  /** The number of removed responses. */
  dropped(): number;
}

/** The longest interim head, in bytes. */
const LONGEST = 8192;

/** Interim responses that HTTP continues after (101 switches to another protocol). */
const INTERIM = /^HTTP\/1\.1 1(?!01)\d\d/;
const CONTINUE = /^HTTP\/1\.1 100/;

/**
 * A filter for the bytes of one response. A client must accept interim responses that it did not request (RFC 9110,
 * section 15.2); undici accepts all of them except this one.
 */
export function makeContinueFilter(): ContinueFilter {
  let held: Uint8Array = new Uint8Array();
  let over = false;
  let dropped = 0;
  return {
    pass(bytes) {
      if (over) return bytes;
      const buffered = Buffer.concat([held, bytes]);
      const text = buffered.toString('latin1');
      const parts: Uint8Array[] = [];
      let at = 0;
      for (;;) {
        const rest = text.slice(at, at + LONGEST);
        const end = rest.indexOf('\r\n\r\n');
        over = !mayBeInterim(rest) || (end < 0 && rest.length >= LONGEST);
        if (over || end < 0) break;
        if (CONTINUE.test(rest)) dropped += 1;
        else parts.push(buffered.subarray(at, at + end + 4));
        at += end + 4;
      }
      held = over ? new Uint8Array() : buffered.subarray(at);
      return Buffer.concat(over ? [...parts, buffered.subarray(at)] : parts);
    },
    dropped: () => dropped,
  };
}

/** Whether a text is, or may become, the beginning of an interim response. */
function mayBeInterim(text: string): boolean {
  const start = 'HTTP/1.1 1';
  return text.length < 12 ? start.startsWith(text.slice(0, start.length)) : INTERIM.test(text);
}
