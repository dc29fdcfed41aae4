import { basename, relative, sep } from 'node:path';

/**
 * The command as the user started it, for hints that can be pasted: `npx llm-conformance` in a clone or a project,
 * `conformance` if it is installed globally, `node dist/cli/main.js` for a path.
 */
export function commandName(argv: readonly string[] = process.argv, env: NodeJS.ProcessEnv = process.env): string {
  const [, script = ''] = argv;
  const name = basename(script);
  if (name.endsWith('.js')) return env['npm_command'] === 'exec' ? 'npx llm-conformance' : `node ${shortest(script)}`;
  const isLocal = env['npm_command'] !== undefined || script.includes(`node_modules${sep}.bin${sep}`);
  return isLocal ? `npx ${name}` : name;
}

function shortest(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

/** Texts that do not know how the command was started name it `conformance`. */
const GENERIC =
  /\bconformance (?=(?:run|show|list|explain|baseline|merge|verify|judge|init|serve|matrix|diff|spec)\b(?!\.))/gu;

/** A text of this program with the command as the user started it. */
export function withCommandName(text: string): string {
  return text.replaceAll(GENERIC, () => `${commandName()} `);
}
