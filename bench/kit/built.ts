import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The built command. Benches run from the top of the repository. */
export const COMMAND = resolve('dist/cli/main.js');

/** Loads a module of the build, with the type of its source. */
export async function built<T>(path: string): Promise<T> {
  return (await import(pathToFileURL(resolve('dist', path)).href)) as T;
}
