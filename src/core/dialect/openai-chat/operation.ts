import type { Target } from '../../model/answer.js';
import type { Exchange } from '../../model/exchange.js';

/** Whether a request asks for a chat completion, for the list of models, or for something else. */
export function targetOf(request: Pick<Exchange['request'], 'method' | 'url'>): Target {
  const method = request.method.toUpperCase();
  const path = request.url.split(/[?#]/u, 1)[0] ?? '';
  if (method === 'POST' && /\/chat\/completions\/?$/u.test(path)) return 'chat';
  return method === 'GET' && /\/models\/?$/u.test(path) ? 'models' : 'other';
}
