/** A range of bytes: the offset of its first byte, and the offset after its last byte. */
export type Range = readonly [from: number, to: number];

/** Bytes that were decoded from a source, and the place of each in the source. */
export interface View {
  readonly bytes: Uint8Array;
  /** The range of the source that encodes the byte at an offset. */
  readonly locate: (at: number) => Range;
}

export function sourceView(bytes: Uint8Array): View {
  return { bytes, locate: (at) => [at, at + 1] };
}

/** Ranges of a view, one after the other. */
export function joinRanges({ bytes, locate }: View, ranges: readonly Range[]): View {
  const starts = new Uint32Array(ranges.length);
  let size = 0;
  for (const [n, [from, to]] of ranges.entries()) {
    starts[n] = size;
    size += to - from;
  }
  const joined = new Uint8Array(size);
  for (const [n, [from, to]] of ranges.entries()) joined.set(bytes.subarray(from, to), starts[n]);
  return {
    bytes: joined,
    locate(at) {
      const n = lastAtMost(starts, at);
      return locate((ranges[n]?.[0] ?? 0) + at - (starts[n] ?? 0));
    },
  };
}

/** The position of the last number in an ascending list that is not greater than `limit`. */
export function lastAtMost(ascending: Uint32Array, limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
