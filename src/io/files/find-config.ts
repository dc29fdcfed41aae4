import { existsSync } from 'node:fs';

/** The file that is found in the working directory without being named. */
export const CONFIG_FILE = 'conformance.yaml';

/** The configuration that a command means: the one that is named, else that of the working directory, else none. */
export function findConfig(named: string | undefined): string | null {
  if (named !== undefined) return named;
  return existsSync(CONFIG_FILE) ? CONFIG_FILE : null;
}
