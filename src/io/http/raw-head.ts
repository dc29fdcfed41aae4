/** The head of a response, read off the raw bytes with as little demand as possible. */
export interface RawHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** How many bytes it has, with the blank line that ends it and with what came before it (100 Continue and the like). */
  readonly length: number;
}

/**
 * Reads a head that the strict parser refused (or whose length has to be known), so that what was wrong can be shown.
 * Null where there is no status line or no end of the head.
 */
export function readRawHead(bytes: Uint8Array): RawHead | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let from = 0;
  for (;;) {
    const end = /\r?\n\r?\n/g;
    end.lastIndex = from;
    const blank = end.exec(text);
    if (blank === null) return null;
    const [first = '', ...lines] = text.slice(from, blank.index).split(/\r?\n/);
    const start = /^HTTP\/\d\.\d (\d{3})(?: (.*))?$/.exec(first);
    if (start === null) return null;
    const status = Number(start[1]);
    from = blank.index + blank[0].length;
    if (status >= 100 && status < 200 && status !== 101) continue;
    return { status, statusText: start[2] ?? '', headers: lines.map(readHeader), length: from };
  }
}

function readHeader(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).trim()];
}
