import { cleanEnvironment, type Ran } from '../system/e2e/support/conformance.js';
import { runInHost } from './run-in-host.js';

/** Runs `conformance` in a folder, to its end. */
export function conformanceIn(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return runInHost({ args, env: cleanEnvironment(env), folder });
}
