import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The command as it is published: the benches run from the top of the repository, after a build. */
export const COMMAND = resolve('dist/cli/main.js');

/** A module of the build, under the type of its source: what the package exports, as programs load it. */
export async function built<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(resolve('dist', path)).href)) as T;
}
