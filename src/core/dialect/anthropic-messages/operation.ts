import type { Address, Operation } from '../dialect.js';

/** The path that generates a message, below the base URL. */
export const GENERATE_PATH = '/messages';

/** The path that counts the tokens of a prompt, below the base URL. */
export const COUNT_PATH = '/messages/count_tokens';

/** The path of the list of models, below the base URL. */
export const MODELS_PATH = '/models';

/** Messages of a thread: another API whose paths end in the same way. */
const OF_A_THREAD = /\/threads\/[^/]+\/messages$/u;

/** The operation of a request by method and path, whatever prefix the path has; null for another operation. */
export function operationOf({ method, url }: Address): Operation | null {
  const path = (url.split(/[?#]/u, 1)[0] ?? '').replace(/\/$/u, '');
  if (method.toUpperCase() === 'GET') return path.endsWith(MODELS_PATH) ? 'models' : null;
  if (method.toUpperCase() !== 'POST') return null;
  if (path.endsWith(COUNT_PATH)) return 'count-tokens';
  return path.endsWith(GENERATE_PATH) && !OF_A_THREAD.test(path) ? 'generate' : null;
}
