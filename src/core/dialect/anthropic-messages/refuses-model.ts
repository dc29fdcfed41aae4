import type { Answer } from '../answer.js';
import { asString, parseJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import { namesWord } from '../../wire/names-word.js';

/** Members of a request in which only the model can be wrong. */
const PLAIN = new Set(['model', 'messages', 'max_tokens']);

/**
 * Whether a response refuses the requested model and nothing else: as not found, or because it names the model and the
 * request had no other member that could be refused. The text can only prevent a divergence; it never causes one.
 */
export function refusesModel({ status, text, request }: Pick<Answer, 'status' | 'text' | 'request'>): boolean {
  const model = asString(request?.['model']) ?? '';
  if (status < 400 || status >= 500 || model === '' || !namesWord(text, model)) return false;
  const body = parseJson(text);
  const type = body.ok ? member(member(body.value, 'error'), 'type') : undefined;
  return type === 'not_found_error' || Object.keys(request ?? {}).every((name) => PLAIN.has(name));
}
