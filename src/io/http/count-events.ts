import { createParser } from 'eventsource-parser';

/**
 * Counts the events of a stream as its bytes come, across the ends of pieces: those that carry data, as a client would
 * be told of them. Returns the count so far.
 */
export function countEvents(): (bytes: Uint8Array) => number {
  let events = 0;
  const parser = createParser({
    onEvent: () => {
      events += 1;
    },
  });
  return (bytes) => {
    // One character a byte is enough: field names, colons and line ends are ASCII.
    parser.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
    return events;
  };
}
