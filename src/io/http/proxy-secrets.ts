import { secretsOfAddress } from '../../core/redact/credential-names.js';

/** Every variable that may name a proxy. */
const VARIABLES: readonly string[] = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
  name.toLowerCase(),
  name,
]);

/** The users, passwords and secret parameters in the addresses of all proxies that the environment names. */
export function proxySecrets(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return VARIABLES.flatMap((name) => secretsOfAddress(withScheme(environment[name] ?? '')));
}

/** The address of a proxy; `http` is its scheme if it names none. */
export function withScheme(value: string): string {
  const address = value.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
}
