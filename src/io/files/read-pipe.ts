import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** How long a pipe may be without new bytes, in milliseconds: a program that makes a capture may take a moment. */
export const PIPE_PATIENCE = 60_000;

/** How long a pipe may be without a program that writes to it. */
export const WRITER_PATIENCE = 10_000;

const PAUSE = 20;
const CHUNK = 64 * 1024;

/** How long to wait, in milliseconds. */
export interface PipePatience {
  readonly writer: number;
  readonly bytes: number;
}

/**
 * The bytes of a named pipe. To open one in the usual way blocks until another program opens it for writing, for ever if
 * none does. Rejects if no program writes to it in time.
 */
export async function* readPipe(
  file: string,
  { writer, bytes }: PipePatience = { writer: WRITER_PATIENCE, bytes: PIPE_PATIENCE },
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
      if (!hasWriter && waited >= writer) throw new Error(`no program wrote to this pipe within ${writer / 1000} s`);
      if (waited >= bytes) throw new Error(`this pipe had no new bytes for ${bytes / 1000} s`);
      await setTimeout(PAUSE);
      waited += PAUSE;
    }
  } finally {
    await pipe.close();
  }
}

/** What a pipe holds: bytes, none yet, or nothing any more because no program has it open for writing. */
async function readNow(pipe: Awaited<ReturnType<typeof open>>): Promise<Uint8Array | 'none yet' | 'end'> {
  try {
    const { bytesRead, buffer } = await pipe.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
    return bytesRead === 0 ? 'end' : buffer.subarray(0, bytesRead);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 'none yet';
    throw error;
  }
}
