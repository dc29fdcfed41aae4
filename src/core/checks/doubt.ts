import type { InconclusiveReason } from '../model/result.js';
import type { Case } from '../model/case.js';
import type { View } from './check.js';

/** Why an answer says nothing of the request that it answers. */
export interface Doubt {
  readonly reason: InconclusiveReason;
  readonly detail: string;
}

/** Mistakes to which 401 or 403 is the natural answer. */
const KEY_MISTAKES: ReadonlySet<Case['mistake']> = new Set(['no-key', 'wrong-key', 'malformed-authorization']);

/** Ways to present a key that are wrong, or not documented. A capture does not say. */
const WRONG_KEYS: ReadonlySet<string> = new Set(['none', 'wrong', 'malformed', 'foreign']);

/**
 * Why nothing can be concluded from a refusal or a silence; null where something can. A 5xx, a hang or a 401 counts
 * against the request only while the control request of the run is known to work.
 */
export function doubtOf(view: Pick<View, 'case' | 'answer' | 'controlWorks'>): Doubt | null {
  const { answer, controlWorks } = view;
  if (answer.status === 429) return { reason: 'rate-limited', detail: 'The endpoint answered 429 to every attempt.' };
  if (controlWorks === true) return null;
  const { status } = answer;
  if (status === 0)
    return { reason: 'network', detail: `No response: ${answer.exchange.endCode ?? answer.exchange.end}.` };
  if ((status === 401 || status === 403) && !concernsKey(view)) {
    return { reason: 'unauthorized', detail: `The endpoint answered ${status}, and the key is not known to be right.` };
  }
  if (status >= 500 || status === 408) {
    return { reason: 'server-error', detail: `The endpoint answered ${status}, and is not known to work at all.` };
  }
  return null;
}

function concernsKey({ case: asked, answer }: Pick<View, 'case' | 'answer'>): boolean {
  return KEY_MISTAKES.has(asked.mistake) || WRONG_KEYS.has(answer.exchange.request.auth.kind);
}
