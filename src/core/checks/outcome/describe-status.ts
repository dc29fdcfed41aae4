import type { Answer } from '../../model/answer.js';
import { quote } from '../../wire/quote.js';

/** The status and the beginning of what came with it, quoted: `400 with {"error":…}`. */
export function describeStatus(answer: Answer): string {
  const shown = 'value' in answer.body ? quote(answer.body.value) : quote(answer.text.slice(0, 400));
  return answer.text.trim() === '' ? `${answer.status} and an empty body` : `${answer.status} with ${shown}`;
}
