import { statSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';

/**
 * Fails when an output is one of the inputs, however their paths are spelled: through links, or with `..`.
 * @param outputs the files that will be written
 * @param inputs the files that are read
 */
export function refuseOverwriting(outputs: readonly string[], inputs: readonly string[]): Result<void> {
  const read = new Map(inputs.map((file) => [identity(file), file]));
  for (const output of outputs) {
    const id = identity(output);
    const input = id === null ? undefined : read.get(id);
    if (input !== undefined)
      return fail([fileError(output, `it would replace ${input}, which is read`, 'name another place for the output')]);
  }
  return ok(undefined);
}

/** The device and the inode of a file; null when there is no such file. */
function identity(file: string): string | null {
  try {
    const found = statSync(file, { bigint: true });
    return found.isFile() ? `${found.dev}:${found.ino}` : null;
  } catch {
    return null;
  }
}
