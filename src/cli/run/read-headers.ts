import type { InputError } from '../../core/model/input-error.js';
import { fileError } from '../../core/spec/source.js';
import { isCredentialName } from '../../io/http/request-headers.js';

/** A part of a value that stands in the environment. */
const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/gu;

/**
 * Reads headers as the flags give them, `name: value`. `${NAME}` in a value stands for a variable of the environment. A
 * header that carries a credential takes it from there: arguments of a process can be read by everyone on the machine.
 * @param flag by which they are given
 * @returns what is wrong, without the value
 */
export function readHeaders(
  flag: string,
  lines: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { readonly headers: Readonly<Record<string, string>> } | InputError {
  const headers: [string, string][] = [];
  for (const line of lines) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/u.exec(line) ?? [];
    if (name === undefined) return fileError(flag, 'It takes name:value.');
    const variables = [...value.matchAll(VARIABLE)].flatMap(([, variable]) => variable ?? []);
    if (isCredentialName(name) && variables.length === 0 && value !== '') {
      const reason = `The header ${name} carries a credential, which no flag and no file takes.`;
      return fileError(flag, reason, `Put it in a variable, and name that: '${name}: \${NAME}'.`);
    }
    const unset = variables.find((variable) => (environment[variable] ?? '') === '');
    if (unset !== undefined)
      return fileError(flag, `The header ${name} needs the variable ${unset}, which is not set.`);
    headers.push([
      name.toLowerCase(),
      value.replaceAll(VARIABLE, (_, variable: string) => environment[variable] ?? ''),
    ]);
  }
  return { headers: Object.fromEntries(headers) };
}
