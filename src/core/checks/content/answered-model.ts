import type { Answer } from '../../model/answer.js';
import { asArray } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';
import { bodiesOf } from '../../dialect/openai-chat/bodies.js';

/** The model that an answer names; of a stream the first with choices. Null where it names none. */
export function answeredModel(answer: Answer): { readonly model: string; readonly chunk: number | null } | null {
  for (const { value, chunk } of bodiesOf(answer)) {
    const model = member(value, 'model');
    if (typeof model === 'string' && model !== '' && asArray(member(value, 'choices')).length > 0)
      return { model, chunk };
  }
  return null;
}
