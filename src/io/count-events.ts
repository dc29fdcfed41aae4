const LF = 10;
const CR = 13;
const COLON = 58;

/**
 * Counts the events of a stream as its bytes come: blocks of lines that a blank line ended, with any of the three line
 * ends, across the ends of pieces. Comments alone make no event. Returns the count so far.
 */
export function countEvents(): (bytes: Uint8Array) => number {
  let events = 0;
  let length = 0;
  let comment = false;
  let filled = false;
  let afterCr = false;
  return (bytes) => {
    for (const byte of bytes) {
      const secondOfPair = afterCr && byte === LF;
      afterCr = byte === CR;
      if (secondOfPair) continue;
      if (byte !== LF && byte !== CR) {
        if (length === 0) comment = byte === COLON;
        length += 1;
      } else if (length > 0) {
        filled ||= !comment;
        length = 0;
      } else {
        if (filled) events += 1;
        filled = false;
      }
    }
    return events;
  };
}
