/** Finds any of several byte sequences in one pass (Aho-Corasick). ASCII letters match in either case. */
export interface Matcher {
  /** Calls `found` with the number of each pattern that ends before the offset `end`, in the order of their ends. */
  scan(bytes: Uint8Array, found: (pattern: number, end: number) => void): void;
}

/**
 * Builds the automaton. Its size is the sum of the lengths of the patterns times the number of distinct bytes in them. It
 * works on bytes with a table, unlike the libraries, which work on UTF-16 strings and report words.
 */
export function makeMatcher(patterns: readonly Uint8Array[]): Matcher {
  const classes = new Uint16Array(256);
  let count = 1;
  for (const pattern of patterns)
    for (const byte of pattern) {
      const folded = fold(byte);
      if (classes[folded] === 0) classes[folded] = count++;
    }
  for (let byte = 0x41; byte <= 0x5a; byte += 1) classes[byte] = classes[byte + 0x20] ?? 0;
  const { next, outputs } = buildTable(patterns, classes, count);
  return {
    scan(bytes, found) {
      let state = 0;
      for (let at = 0; at < bytes.length; at += 1) {
        state = next[state * count + (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
        const ends = outputs[state];
        if (ends !== undefined) for (const pattern of ends) found(pattern, at + 1);
      }
    },
  };
}

/** A byte with ASCII letters in lower case. */
export function fold(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}

interface Table {
  /** The next state for each state and class of bytes. */
  readonly next: Int32Array;
  /** The patterns that end in a state. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

function buildTable(patterns: readonly Uint8Array[], classes: Uint16Array, count: number): Table {
  const most = patterns.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(most * count);
  const outputs: (number[] | undefined)[] = [];
  let states = 1;
  for (const [number, pattern] of patterns.entries()) {
    let state = 0;
    for (const byte of pattern) {
      const edge = state * count + (classes[byte] ?? 0);
      if (next[edge] === 0) next[edge] = states++;
      state = next[edge] ?? 0;
    }
    (outputs[state] ??= []).push(number);
  }
  const fails = new Int32Array(states);
  const queue: number[] = [];
  for (let each = 0; each < count; each += 1) if (next[each] !== 0) queue.push(next[each] ?? 0);
  for (const state of queue) {
    const fail = fails[state] ?? 0;
    const inherited = outputs[fail];
    if (inherited !== undefined) outputs[state] = [...(outputs[state] ?? []), ...inherited];
    for (let each = 0; each < count; each += 1) {
      const edge = state * count + each;
      const child = next[edge] ?? 0;
      const viaFail = next[fail * count + each] ?? 0;
      if (child === 0) next[edge] = viaFail;
      else {
        fails[child] = viaFail;
        queue.push(child);
      }
    }
  }
  return { next: next.subarray(0, states * count), outputs };
}
