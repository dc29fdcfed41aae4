/** How long to wait, in milliseconds. */
export interface Timeouts {
  /** For a connection, with DNS and TLS. */
  readonly connect: number;
  /** From sending the request to the first byte of the answer. */
  readonly firstByte: number;
  /** Between two reads. */
  readonly idle: number;
  /** From sending the request to the end of the answer. */
  readonly total: number;
}

/** How much to take. */
export interface Limits {
  /** Of a body, before and after decoding. */
  readonly bodyBytes: number;
  /** Kept of all bodies that one transport received together; once they are met, each further body has 64 KiB. */
  readonly allBytes: number;
  /** Of a head. */
  readonly headerBytes: number;
  /** Events of a stream. */
  readonly events: number;
  /** Pieces in which a body is kept: as many as reads of the socket that brought something to keep. */
  readonly pieces: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connect: 10_000, firstByte: 60_000, idle: 30_000, total: 120_000 };

export const DEFAULT_LIMITS: Limits = {
  // What a run keeps of an endpoint stands in memory until its reports are written.
  bodyBytes: 2 * 1024 * 1024,
  allBytes: 16 * 1024 * 1024,
  headerBytes: 64 * 1024,
  events: 20_000,
  pieces: 100_000,
};
