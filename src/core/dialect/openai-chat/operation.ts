import type { Address, Operation } from '../dialect.js';

/** The path that generates a completion, below the base URL. */
export const GENERATE_PATH = '/chat/completions';

/** The path of the list of models, below the base URL. */
export const MODELS_PATH = '/models';

/** The operation of a request by method and path, whatever prefix the path has; null for another operation. */
export function operationOf({ method, url }: Address): Operation | null {
  const path = (url.split(/[?#]/u, 1)[0] ?? '').replace(/\/$/u, '');
  if (method.toUpperCase() === 'POST' && path.endsWith(GENERATE_PATH)) return 'generate';
  return method.toUpperCase() === 'GET' && path.endsWith(MODELS_PATH) ? 'models' : null;
}
