import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { isCredentialName } from '../../core/redact/credential-names.js';
import { whyNotSendable } from '../../core/wire/sendable-header.js';

/** Headers, and the values of the variables in them. */
export interface HeadersRead {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
}

/** A reference to an environment variable in a header value. */
const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/gu;

/** The environment variables that the value of a header refers to. */
export function variablesOf(value: string): readonly string[] {
  return [...value.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []);
}

/**
 * Parses the headers of a flag, `name: value`. `${NAME}` in a value is replaced by that environment variable. A credential
 * must come from the environment, because everyone on the machine can read the arguments of a process.
 * @param flag the flag that errors name
 * @returns the headers, or an error that does not repeat the value
 */
export function readHeaders(
  flag: string,
  lines: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<HeadersRead> {
  const headers: [string, string][] = [];
  const secrets: string[] = [];
  for (const line of lines) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^]*)$/u.exec(line) ?? [];
    if (name === undefined) return fail([fileError(flag, 'Expected name:value.')]);
    const variables = variablesOf(value);
    if (isCredentialName(name) && variables.length === 0 && value !== '') {
      const reason = `The header ${name} carries a credential. Credentials are read from environment variables only.`;
      return fail([fileError(flag, reason, `Set a variable and refer to it: '${name}: \${NAME}'.`)]);
    }
    const unset = variables.find((variable) => (environment[variable] ?? '') === '');
    if (unset !== undefined)
      return fail([fileError(flag, `The header ${name} needs the variable ${unset}, which is not set.`)]);
    secrets.push(...variables.map((variable) => environment[variable] ?? ''));
    const filled = value.replaceAll(VARIABLE, (_, variable: string) => environment[variable] ?? '');
    const reason = whyNotSendable(name, filled);
    const origin = variables.length === 0 ? null : `Its value is that of ${variables.join(', ')}.`;
    if (reason !== null) return fail([fileError(flag, reason, origin)]);
    headers.push([name.toLowerCase(), filled]);
  }
  return ok({ headers: Object.fromEntries(headers), secrets });
}
