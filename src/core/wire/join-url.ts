/**
 * The URL of an operation: the base and the path. A prefix that ends the base and begins the path (`/v1`) is used once.
 * The queries of both are kept.
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
