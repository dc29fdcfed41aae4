import type { Answer } from '../../dialect/answer.js';
import type { Json } from '../../model/json.js';

/** The JSON body of an answer with an error status; undefined where there is none. */
export function errorBody(answer: Answer): Json | undefined {
  return answer.status >= 400 && 'value' in answer.body ? answer.body.value : undefined;
}
