import type { Answer, SseEvent } from '../../model/answer.js';
import { parseJson } from '../../wire/parse-json.js';
import { endsWithTerminator } from '../../dialect/openai-chat/read-chunks.js';
import type { CheckInput } from '../check.js';

/** What ends a stream where the documents name nothing else. */
const USUAL_TERMINATOR = '[DONE]';

/** Whether a stream was asked for and a stream came, under a status that promises an answer. */
export function isStream({ answer }: CheckInput): boolean {
  return answer.form === 'stream' && answer.askedStream && answer.status >= 200 && answer.status < 300;
}

/** The data that ends a stream: the claim's, else the spec's, else the usual one. */
export function terminatorOf({ spec }: CheckInput, given?: unknown): string {
  return typeof given === 'string' ? given : (spec.terminator ?? USUAL_TERMINATOR);
}

/** The events that are (or, where events were glued, end with) the terminator. */
export function terminators(answer: Answer, terminator: string): readonly SseEvent[] {
  return answer.events.filter(({ data }) => endsWithTerminator(data, terminator));
}

/** Whether the terminator stands in the stream in any form, also as a line of its own without `data:`. */
export function hasTerminator(answer: Answer, terminator: string): boolean {
  return terminators(answer, terminator).length > 0 || answer.forms.foreignFields.includes(terminator);
}

/** Whether any choice has said why it ended. */
export function hasFinish(answer: Answer): boolean {
  return answer.choices.some(({ finishReason }) => finishReason !== undefined && finishReason !== null);
}

/** The last event where no blank line ends it and its data is no whole JSON document either: it breaks off. */
export function brokenTail(answer: Answer, terminator: string): SseEvent | null {
  const tail = answer.events.at(-1);
  if (!tail || tail.terminated || endsWithTerminator(tail.data, terminator)) return null;
  return tail.data !== null && 'value' in parseJson(tail.data) ? null : tail;
}
