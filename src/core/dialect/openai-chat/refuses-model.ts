import type { Answer } from '../answer.js';
import { asString } from '../../wire/narrow.js';
import { parseJson } from '../../wire/parse-json.js';
import { member } from '../../wire/pointer.js';

/**
 * Whether a refusal is of the model that was asked for, and of nothing else in the request: by its code or its parameter,
 * or as it names that model where the request had nothing else that could be refused. Gateways answer so with 400, in
 * words alone. Such words excuse; they never accuse.
 */
export function refusesModel({ status, text, request }: Pick<Answer, 'status' | 'text' | 'request'>): boolean {
  if (status < 400 || status >= 500) return false;
  const body = parseJson(text);
  const error = 'value' in body ? member(body.value, 'error') : undefined;
  if (member(error, 'code') === 'model_not_found' || member(error, 'param') === 'model') return true;
  const model = asString(request?.['model']) ?? '';
  const isPlain = Object.keys(request ?? {}).every((name) => name === 'model' || name === 'messages');
  return isPlain && model !== '' && names(text, model);
}

/** Whether a text has a name in it that is not a part of another word. */
function names(text: string, name: string): boolean {
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\w)${literal}(?!\w)`, 'u').test(text);
}
