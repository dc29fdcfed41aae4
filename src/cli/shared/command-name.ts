import { basename, sep } from 'node:path';

/**
 * The command as the user can start it again, for hints: `conformance` if it is installed globally, otherwise
 * `npx llm-conformance`, which works in a clone and in a project.
 */
export function commandName(argv: readonly string[] = process.argv, env: NodeJS.ProcessEnv = process.env): string {
  const [, script = ''] = argv;
  const name = basename(script);
  if (name.endsWith('.js')) return 'npx llm-conformance';
  const isLocal = env['npm_command'] !== undefined || script.includes(`node_modules${sep}.bin${sep}`);
  return isLocal ? `npx ${name}` : name;
}

/** Texts that do not know how the command was started name it `conformance`. */
const GENERIC =
  /\bconformance (?=(?:run|show|list|explain|baseline|merge|verify|judge|init|serve|matrix|diff|spec|watch)\b(?!\.))/gu;

/** A text of this program with the command as the user started it. */
export function withCommandName(text: string): string {
  return text.replaceAll(GENERIC, () => `${commandName()} `);
}
