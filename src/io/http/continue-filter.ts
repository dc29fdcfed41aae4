/** Leaves interim answers "100 Continue" out of what a parser sees. */
export interface ContinueFilter {
  /** What the parser is to see of a read. Of a head that is still under way nothing yet. */
  pass(bytes: Uint8Array): Uint8Array;
  /** How many were left out. */
  dropped(): number;
}

/** How long an interim head may be that is waited for. */
const LONGEST = 8192;

/** Interim answers after which HTTP goes on (101 switches to something else). */
const INTERIM = /^HTTP\/1\.1 1(?!01)\d\d/;
const CONTINUE = /^HTTP\/1\.1 100/;

/**
 * A filter for the bytes of one answer. Clients have to put up with interim answers unasked, one or several (RFC 9110,
 * section 15.2); undici does with all of them but this one.
 */
export function makeContinueFilter(): ContinueFilter {
  let held: Uint8Array = new Uint8Array();
  let over = false;
  let dropped = 0;
  return {
    pass(bytes) {
      if (over) return bytes;
      const whole = Buffer.concat([held, bytes]);
      const text = whole.toString('latin1');
      const parts: Uint8Array[] = [];
      let at = 0;
      for (;;) {
        const rest = text.slice(at, at + LONGEST);
        const end = rest.indexOf('\r\n\r\n');
        over = !mayBeInterim(rest) || (end < 0 && rest.length >= LONGEST);
        if (over || end < 0) break;
        if (CONTINUE.test(rest)) dropped += 1;
        else parts.push(whole.subarray(at, at + end + 4));
        at += end + 4;
      }
      held = over ? new Uint8Array() : whole.subarray(at);
      return Buffer.concat(over ? [...parts, whole.subarray(at)] : parts);
    },
    dropped: () => dropped,
  };
}

/** Whether a text begins as an interim answer does, as far as it goes. */
function mayBeInterim(text: string): boolean {
  const start = 'HTTP/1.1 1';
  return text.length < 12 ? start.startsWith(text.slice(0, start.length)) : INTERIM.test(text);
}
