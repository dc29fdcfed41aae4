import { isRegularFile } from './read-file.js';

/** The configuration file of the working directory. */
const CONFIG_FILE = 'conformance.yaml';

/** The configuration of a command: the named file, else the file of the working directory, else none. */
export function findConfig(named: string | undefined): string | null {
  if (named !== undefined) return named;
  return isRegularFile(CONFIG_FILE) ? CONFIG_FILE : null;
}
