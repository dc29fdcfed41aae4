import type { Answer } from '../../../../model/answer.js';

/** How many choices the request asked for: its `n`, 1 where it says none. */
export function requestedChoices({ request }: Answer): number {
  const n = request?.['n'];
  return typeof n === 'number' && Number.isInteger(n) && n > 0 ? n : 1;
}
