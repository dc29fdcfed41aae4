import { createParser } from 'eventsource-parser';
import type { InputError } from '../../core/model/result.js';
import { LONGEST_TIMER } from '../../core/model/tolerances.js';
import { fileError } from '../../core/spec/source.js';

/** Timeouts, in milliseconds. */
export interface Timeouts {
  /** To connect, including DNS and TLS. */
  readonly connect: number;
  /** From the request to the first byte of the response. */
  readonly firstByte: number;
  /** Between two reads. */
  readonly idle: number;
  /** From the request to the end of the response. */
  readonly total: number;
}

/** The most that is read of an endpoint. */
export interface Limits {
  /** Bytes of a body, before and after decoding. */
  readonly bodyBytes: number;
  /** Bytes of all bodies of one transport; after that, each further body may have 64 KiB. */
  readonly allBytes: number;
  /** Bytes of a head. */
  readonly headerBytes: number;
  /** Events of a stream. */
  readonly events: number;
  /** Pieces of a body: the reads of the socket that had bytes of it. */
  readonly pieces: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connect: 10_000, firstByte: 60_000, idle: 30_000, total: 120_000 };

export const DEFAULT_LIMITS: Limits = {
  // A run keeps all bodies in memory until its reports are written.
  bodyBytes: 2 * 1024 * 1024,
  allBytes: 16 * 1024 * 1024,
  headerBytes: 64 * 1024,
  events: 20_000,
  pieces: 100_000,
};

/** An error for each timeout that no timer can measure. */
export function checkTimeouts(timeouts: Timeouts): readonly InputError[] {
  return Object.entries(timeouts).flatMap(([name, ms]: [string, number]) =>
    ms > 0 && ms <= LONGEST_TIMER
      ? []
      : [fileError(`timeouts.${name}`, `Expected milliseconds above 0 and up to ${LONGEST_TIMER}, got ${ms}.`)],
  );
}

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
