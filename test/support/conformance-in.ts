import { COMMAND, start, type Ran } from '../system/e2e/support/conformance.js';

/** Runs `conformance` in a folder, to its end. */
export function conformanceIn(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return start('bash', ['-c', 'cd "$0" && exec "$@"', folder, process.execPath, COMMAND, ...args], env).ended;
}
