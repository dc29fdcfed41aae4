import type { Answer } from '../answer.js';
import { asString, parseJson } from '../../wire/json.js';
import { namesWord } from '../../wire/names-word.js';
import { member } from '../../wire/pointer.js';

/**
 * Whether a response refuses the requested model and nothing else: by its code or parameter, or because it names the model
 * and the request had no other member that could be refused. Some gateways send 400 with a text only. The text can only
 * prevent a divergence; it never causes one.
 */
export function refusesModel({ status, text, request }: Pick<Answer, 'status' | 'text' | 'request'>): boolean {
  if (status < 400 || status >= 500) return false;
  const body = parseJson(text);
  const error = body.ok ? member(body.value, 'error') : undefined;
  if (member(error, 'code') === 'model_not_found' || member(error, 'param') === 'model') return true;
  const model = asString(request?.['model']) ?? '';
  const isPlain = Object.keys(request ?? {}).every((name) => name === 'model' || name === 'messages');
  return isPlain && model !== '' && namesWord(text, model);
}
