import type { Answer } from '../model/answer.js';

/** What was asked for, by method and path. */
export type Target = 'chat' | 'models' | 'other';

/** Whether an exchange asked for a chat completion, for the list of models, or for something else. */
export function targetOf({ exchange }: Pick<Answer, 'exchange'>): Target {
  const method = exchange.request.method.toUpperCase();
  const path = exchange.request.url.split(/[?#]/u, 1)[0] ?? '';
  if (method === 'POST' && /\/chat\/completions\/?$/u.test(path)) return 'chat';
  return method === 'GET' && /\/models\/?$/u.test(path) ? 'models' : 'other';
}
