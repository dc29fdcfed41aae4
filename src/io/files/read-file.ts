import { createReadStream, readFileSync, statSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/model/result.js';
import { readPipe } from './named-pipe.js';
import { describeSystemError } from './system-error.js';

const MIB = 1024 * 1024;

/** The most that is read of a file that may hold captured traffic. */
export const LARGEST_CAPTURE = 400 * MIB;

/** The most that is read of a file that a person writes. */
const LARGEST_TEXT = 16 * MIB;

/**
 * Reads a file, or why it cannot be read. The bytes are counted while they are read, because pipes and devices have no
 * size.
 * @param limit the most bytes that are read
 */
export async function readBytes(file: string, limit: number): Promise<Result<Buffer, string>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    const isPipe = statSync(file).isFIFO();
    const stream: AsyncIterable<Uint8Array> = isPipe ? readPipe(file) : createReadStream(file, { highWaterMark: MIB });
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > limit) return fail(`it is larger than ${Math.floor(limit / MIB)} MiB`);
      chunks.push(chunk);
    }
    return ok(Buffer.concat(chunks, size));
  } catch (error) {
    return fail(describeSystemError(error));
  }
}

/** Whether a path is a file with bytes on a disk, after links: no folder, pipe or device, which may have no end. */
export function isRegularFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

/** The bytes of a regular file. Throws an error if it cannot be read or is larger than a person writes. */
export function readSmallFile(file: string): Buffer {
  if (statSync(file).size > LARGEST_TEXT) throw new Error(`${file} is larger than ${LARGEST_TEXT / MIB} MiB`);
  return readFileSync(file);
}

/** Reads a text file in UTF-8, or why it cannot be read. */
export async function readText(file: string, limit: number = LARGEST_TEXT): Promise<Result<string, string>> {
  const read = await readBytes(file, limit);
  return read.ok ? ok(read.value.toString()) : read;
}
