import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Where the command was started. */
export interface Start {
  /** The working directory. */
  readonly folder: string;
  readonly exists: (path: string) => boolean;
}

const HERE: Start = {
  get folder() {
    return process.cwd();
  },
  exists: existsSync,
};

/**
 * The command as the user can start it again, for hints: `conformance` if it is installed globally, `npx llm-conformance`
 * in a clone and in a project that has it, otherwise `node` with the path of the script.
 */
export function commandName(
  argv: readonly string[] = process.argv,
  env: NodeJS.ProcessEnv = process.env,
  start: Start = HERE,
): string {
  const [, script = ''] = argv;
  const name = basename(script);
  if (name.endsWith('.js')) return isFoundByNpx(script, start) ? 'npx llm-conformance' : `node ${quoted(script)}`;
  const isLocal = env['npm_command'] !== undefined || script.includes(`node_modules${sep}.bin${sep}`);
  return isLocal ? `npx ${name}` : name;
}

/** Whether the working directory is in the clone of the script, or in a project with the package. */
function isFoundByNpx(script: string, { folder, exists }: Start): boolean {
  const clone = resolve(dirname(script), '..', '..');
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (at === clone || exists(join(at, 'node_modules', 'llm-conformance', 'package.json'))) return true;
    if (at === dirname(at)) return false;
  }
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./@:\\+-]+$/u.test(path) ? path : `"${path}"`;
}

/** Texts that do not know how the command was started name it `conformance`. */
const GENERIC =
  /\bconformance (?=(?:run|show|list|explain|baseline|merge|verify|judge|init|serve|matrix|diff|spec|watch)\b(?!\.))/gu;

/** A text of this program with the command as the user started it. */
export function withCommandName(text: string): string {
  return text.replaceAll(GENERIC, () => `${commandName()} `);
}
