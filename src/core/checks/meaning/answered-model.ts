import type { Answer } from '../../model/answer.js';
import { asArray } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';

/** The model that an answer names; of a stream the first with choices. Null where it names none. */
export function answeredModel(answer: Answer): { readonly model: string; readonly chunk: number | null } | null {
  const documents = 'value' in answer.body ? [{ n: null, value: answer.body.value }] : answer.chunks;
  for (const { n, value } of documents) {
    const model = member(value, 'model');
    if (typeof model === 'string' && model !== '' && asArray(member(value, 'choices')).length > 0)
      return { model, chunk: n };
  }
  return null;
}
