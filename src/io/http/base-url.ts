import { operationPaths } from '../../core/dialect/index.js';
import type { InputError } from '../../core/model/input-error.js';
import { isCredentialName } from './request-headers.js';

/** Paths of operations that people paste together with the base URL. */
const PASTED: readonly string[] = [...operationPaths, '/completions', '/responses', '/embeddings', '/messages'];

/**
 * Reads a base URL, which includes the version prefix: `http://127.0.0.1:8080/v1`. A trailing slash and a query
 * (`?api-version=…`) are kept or dropped as they should be; credentials in it are refused, as they would be recorded.
 */
export function parseBaseUrl(text: string): URL | InputError {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('it is empty', 'give it with its version prefix, such as http://127.0.0.1:8080/v1');
  if (!/^https?:\/\//i.test(trimmed)) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1];
    const rest = (scheme === undefined ? trimmed : trimmed.slice(scheme.length + 3)).replace(/^.*@/u, '');
    const local = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/.test(rest);
    return refuse('it does not begin with http:// or https://', `try ${local ? 'http' : 'https'}://${rest}`);
  }
  if (!URL.canParse(trimmed)) return refuse('it is not a URL', null);
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '' || [...url.searchParams.keys()].some(isCredentialName)) {
    return refuse('it holds credentials', 'leave them out; the key is read from the environment (see --key-env)');
  }
  const operation = PASTED.find((path) => url.pathname.replace(/\/$/, '').endsWith(path));
  if (operation !== undefined) {
    const base = `${url.origin}${url.pathname.slice(0, url.pathname.lastIndexOf(operation))}${url.search}`;
    return refuse(`it includes the operation ${operation}, which is appended automatically`, `try ${base}`);
  }
  url.hash = '';
  return url;
}

/**
 * A hint, in brackets, that the base URL of a request may lack its version prefix: the most frequent mistake. Empty when the
 * URL has one.
 */
export function hintAtPrefix(requestUrl: string): string {
  const { origin, pathname } = new URL(requestUrl);
  return operationPaths.includes(pathname) ? ` (has the base URL its version prefix, as in ${origin}/v1?)` : '';
}

function refuse(reason: string, suggestion: string | null): InputError {
  return { file: '--base-url', line: null, column: null, reason, suggestion };
}

/**
 * The address of an operation: the path is appended to the base, a prefix that ends the one and begins the other
 * (`/v1`) stands once, and the queries of both are kept.
 */
export function joinUrl(base: URL, path: string): string {
  const at = path.indexOf('?');
  const own = (at < 0 ? path : path.slice(0, at)).split('/').filter((part) => part !== '');
  const prefix = base.pathname.split('/').filter((part) => part !== '');
  let shared = Math.min(prefix.length, own.length);
  while (shared > 0 && prefix.slice(-shared).join('/') !== own.slice(0, shared).join('/')) shared -= 1;
  const joined = [...prefix, ...own.slice(shared)].join('/');
  const query = [base.search.slice(1), at < 0 ? '' : path.slice(at + 1)].filter((part) => part !== '').join('&');
  return `${base.origin}/${joined}${query === '' ? '' : `?${query}`}`;
}
