import { createReadStream } from 'node:fs';

/** No line of ours is longer: bodies are limited to 16 MiB. */
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * The lines of a file without their ends; only a line feed ends a line. Rejects when the file cannot be read.
 * @returns the number of bytes after the last line end; infinity when they are more than any line of ours has
 */
export async function* readLines(file: string): AsyncGenerator<Buffer, number, void> {
  let rest: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]);
      rest = [];
      size = 0;
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
    size += chunk.length - from;
    if (size > LONGEST_LINE) return Number.POSITIVE_INFINITY;
  }
  return size;
}
