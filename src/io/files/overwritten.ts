import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';

/**
 * Fails when an output is one of the inputs, however their paths are spelled: through links, or with `..`.
 * @param outputs the files that will be written
 * @param inputs the files that are read, and the folders whose YAML files are. Other names, such as ids of specs, are ignored
 */
export function refuseOverwriting(outputs: readonly string[], inputs: readonly string[]): Result<void> {
  const read = new Map(inputs.flatMap(filesOf).map((file) => [identity(file), file]));
  for (const output of outputs) {
    const id = identity(output);
    const input = id === null ? undefined : read.get(id);
    if (input !== undefined)
      return fail([fileError(output, `it would replace ${input}, which is read`, 'name another place for the output')]);
  }
  return ok(undefined);
}

/** The file itself, or the YAML files in a folder: a spec, or suites. */
function filesOf(input: string): readonly string[] {
  if (statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) return [input];
  return readdirSync(input, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Fails when two outputs are the same file, however their paths are spelled: one would replace the other. */
export function refuseSameOutput(outputs: readonly string[]): Result<void> {
  const seen = new Set<string>();
  for (const output of outputs) {
    const place = placeOf(output);
    if (place === null) continue;
    if (seen.has(place))
      return fail([fileError(output, 'two outputs would be written to this file', 'name another file')]);
    seen.add(place);
  }
  return ok(undefined);
}

/** The path of a file that may not exist, with the links in the path of its folder followed. Null for a device. */
function placeOf(file: string): string | null {
  const path = resolve(file);
  if (existsSync(path) && !statSync(path).isFile()) return null;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) return join(realpathSync(folder), relative(folder, path));
    if (folder === dirname(folder)) return path;
  }
}

/** Whether a path is a folder or in it, however the paths are spelled. */
export function isInside(path: string, folder: string): boolean {
  if (!existsSync(path) || !existsSync(folder)) return false;
  const from = relative(realpathSync(folder), realpathSync(path));
  return from === '' || (from !== '..' && !from.startsWith(`..${sep}`) && !isAbsolute(from));
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
