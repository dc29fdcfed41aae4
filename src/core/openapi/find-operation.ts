import { fail, ok, type Result } from '../model/result.js';
import { fileError } from '../spec/source.js';
import { entriesAt, memberAt, type Located, type OpenApiDocument, type References } from './document.js';

/** An operation of an OpenAPI document. */
export interface FoundOperation {
  /** `POST` */
  readonly method: string;
  /** The path as the document writes it, `/v1/models`. */
  readonly path: string;
  readonly at: Located;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** Operations that an error message lists. */
const MOST_LISTED = 8;

/**
 * Finds an operation by method and path.
 * @param named method and path, as in `GET /models`: the path may lack leading segments, such as the version prefix
 */
export function findOperation(
  document: OpenApiDocument,
  references: References,
  named: string,
): Result<FoundOperation> {
  const operations = listOperations(document, references);
  const [, method = '', path = ''] = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/u.exec(named) ?? [];
  if (path === '')
    return fail([fileError('--operation', 'Expected a method and a path.', "Such as 'POST /v1/messages'.")]);
  const matches = operations
    .filter((each) => each.method === method.toUpperCase() && (each.path === path || each.path.endsWith(path)))
    .toSorted((a, b) => a.path.length - b.path.length);
  const exact = matches.find((each) => each.path === path) ?? matches[0];
  if (exact !== undefined) return ok(exact);
  const last = path.split('/').at(-1) ?? '';
  const near = operations.filter((each) => each.path.includes(last));
  const listed = (near.length > 0 ? near : operations).slice(0, MOST_LISTED);
  const known = listed.map((each) => `${each.method} ${each.path}`).join(', ');
  return fail([
    fileError(
      document.file,
      `There is no operation ${method.toUpperCase()} ${path}.`,
      known === '' ? null : `There are: ${known}.`,
    ),
  ]);
}

/** Every operation of the document. */
export function listOperations(document: OpenApiDocument, references: References): readonly FoundOperation[] {
  const paths = memberAt({ value: document.value, pointer: '' }, 'paths');
  return (paths === null ? [] : entriesAt(paths)).flatMap(([path, item]) => {
    const followed = references.follow(item);
    return (followed === null ? [] : entriesAt(followed))
      .filter(([name]) => METHODS.includes(name))
      .map(([name, at]) => ({ method: name.toUpperCase(), path, at }));
  });
}
