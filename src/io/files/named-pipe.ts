import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** How long no byte may go through a pipe, in milliseconds: a program that makes a capture may take a moment. */
const BYTES_PATIENCE = 60_000;

/** How long a pipe may be without a program at its other end. */
const OTHER_PATIENCE = 10_000;

const PAUSE = 20;
const CHUNK = 64 * 1024;

const PATIENCE: PipePatience = { other: OTHER_PATIENCE, bytes: BYTES_PATIENCE };

/** How long to wait, in milliseconds. */
export interface PipePatience {
  /** For a program at the other end. */
  readonly other: number;
  /** For a byte. */
  readonly bytes: number;
}

/**
 * The bytes of a named pipe. To open one in the usual way blocks until another program opens it for writing, for ever if
 * none does. Rejects if no program writes to it in time.
 */
export async function* readPipe(
  file: string,
  { other, bytes }: PipePatience = PATIENCE,
): AsyncGenerator<Uint8Array, void, void> {
  const pipe = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    let waited = 0;
    let hasWriter = false;
    for (;;) {
      const chunk = await readNow(pipe);
      if (chunk === 'end' && hasWriter) return;
      if (chunk !== 'end') hasWriter = true;
      if (chunk instanceof Uint8Array) {
        waited = 0;
        yield chunk;
        continue;
      }
      if (!hasWriter && waited >= other) throw new Error(`no program wrote to this pipe within ${other / 1000} s`);
      if (waited >= bytes) throw new Error(`this pipe had no new bytes for ${bytes / 1000} s`);
      await setTimeout(PAUSE);
      waited += PAUSE;
    }
  } finally {
    await pipe.close();
  }
}

/** What a pipe holds: bytes, none yet, or nothing any more because no program has it open for writing. */
async function readNow(pipe: FileHandle): Promise<Uint8Array | 'none yet' | 'end'> {
  try {
    const { bytesRead, buffer } = await pipe.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
    return bytesRead === 0 ? 'end' : buffer.subarray(0, bytesRead);
  } catch (error) {
    if (hasCode(error, 'EAGAIN')) return 'none yet';
    throw error;
  }
}

/** Writes to a named pipe. Rejects if no program reads from it in time. */
export async function writePipe(
  file: string,
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { other, bytes }: PipePatience = PATIENCE,
): Promise<void> {
  const pipe = await openForWriting(file, other);
  try {
    for await (const chunk of content) {
      let waited = 0;
      for (let at = 0; at < chunk.length;) {
        const written = await writeNow(pipe, chunk.subarray(at));
        at += written;
        waited = written > 0 ? 0 : waited + PAUSE;
        if (waited >= bytes) throw new Error(`no program read from this pipe for ${bytes / 1000} s`);
        if (written === 0) await setTimeout(PAUSE);
      }
    }
  } finally {
    await pipe.close();
  }
}

async function openForWriting(file: string, patience: number): Promise<FileHandle> {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return await open(file, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (!hasCode(error, 'ENXIO')) throw error;
      if (waited >= patience)
        throw new Error(`no program read from this pipe within ${patience / 1000} s`, { cause: error });
      await setTimeout(PAUSE);
    }
  }
}

/** How many bytes a pipe took; 0 when it is full. */
async function writeNow(pipe: FileHandle, bytes: Uint8Array): Promise<number> {
  try {
    return (await pipe.write(bytes)).bytesWritten;
  } catch (error) {
    if (hasCode(error, 'EAGAIN')) return 0;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
