import type { Answer } from '../../dialect/answer.js';
import type { Outcome } from '../../messages/outcome.js';

/** The status of an answer, with its body, the error in its stream, or the target of its redirection. */
export function outcomeOf(answer: Answer): Outcome {
  const { status, body, text, reply } = answer;
  if (status < 300 && reply.error !== null) return { status, location: null, body: reply.error.value };
  const [location = null] = status >= 300 && status < 400 ? answer.header('location') : [];
  const shown = body.ok ? body.value : text.slice(0, 400);
  return { status, location, body: text.trim() === '' ? null : shown };
}
