import { createParser } from 'eventsource-parser';

/**
 * Counts the events with data in a stream while its bytes arrive. The returned function takes bytes and returns the
 * count so far.
 */
export function countEvents(): (bytes: Uint8Array) => number {
  let events = 0;
  const parser = createParser({
    onEvent: () => {
      events += 1;
    },
  });
  return (bytes) => {
    // Latin-1 is enough: field names, colons and line ends are ASCII.
    parser.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    return events;
  };
}
