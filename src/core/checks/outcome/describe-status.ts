import type { Answer } from '../../model/answer.js';
import { quote } from '../../wire/quote.js';

/** The status and the beginning of what came with it, quoted: `400 with {"error":…}`, `301 to "http://…"`. */
export function describeStatus(answer: Answer): string {
  const [location] = answer.header('location');
  if (answer.status >= 300 && answer.status < 400 && location !== undefined) {
    return `${answer.status}, a redirection to ${quote(location)}, which is not followed`;
  }
  const shown = 'value' in answer.body ? quote(answer.body.value) : quote(answer.text.slice(0, 400));
  return answer.text.trim() === '' ? `${answer.status} and an empty body` : `${answer.status} with ${shown}`;
}
