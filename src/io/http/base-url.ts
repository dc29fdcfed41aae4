import { operationPaths } from '../../core/dialect/index.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { isCredentialName, redactAddress } from '../../core/redact/credential-names.js';

/** Paths of operations that people paste with the base URL. */
const PASTED: readonly string[] = [...operationPaths, '/completions', '/responses', '/embeddings', '/messages'];

/**
 * Parses a base URL, which includes the version prefix: `http://127.0.0.1:8080/v1`. A query (`?api-version=…`) is kept.
 * Credentials in the URL are an error, because the URL is recorded.
 */
export function parseBaseUrl(text: string): Result<URL> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('it is empty', 'give it with its version prefix, such as http://127.0.0.1:8080/v1');
  if (!/^https?:\/\//i.test(trimmed)) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1];
    const rest = (scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3)).replace(/^.*@/u, '');
    const local = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(rest);
    const proposed = `${local ? 'http' : 'https'}://${rest}`;
    return refuse('it does not begin with http:// or https://', `try ${shown(withoutOperation(proposed) ?? proposed)}`);
  }
  if (!URL.canParse(trimmed)) return refuse('it is not a URL', null);
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '' || [...url.searchParams.keys()].some(isCredentialName)) {
    return refuse('it holds credentials', 'leave them out; the key is read from the environment (see --key-env)');
  }
  const operation = operationIn(url);
  if (operation !== undefined) {
    const base = withoutOperation(trimmed);
    return refuse(
      `it includes the operation ${operation}, which is appended automatically`,
      `try ${shown(base ?? '')}`,
    );
  }
  url.hash = '';
  return ok(url);
}

/** An address as it is printed: the values of its query may be secrets. */
function shown(text: string): string {
  return URL.canParse(text) ? redactAddress(text) : text.replace(/[?#].*$/su, '');
}

function operationIn({ pathname }: URL): string | undefined {
  return PASTED.find((path) => pathname.replace(/\/$/, '').endsWith(path));
}

/** The base URL in a pasted URL of an operation; null for what is none. */
function withoutOperation(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const operation = url === null ? undefined : operationIn(url);
  if (url === null || operation === undefined) return null;
  return `${url.origin}${url.pathname.slice(0, url.pathname.lastIndexOf(operation))}${url.search}`;
}

/**
 * A hint, in brackets, for a URL without the version prefix, which is the commonest mistake in a base URL; empty for
 * other URLs.
 */
export function hintAtPrefix(url: string): string {
  const { origin, pathname } = new URL(url);
  return operationPaths.includes(pathname) ? ` (does the base URL lack its version prefix, as in ${origin}/v1?)` : '';
}

function refuse(reason: string, suggestion: string | null): Result<URL> {
  return fail([fileError('--base-url', reason, suggestion)]);
}
