import type { SseEvent } from '../../model/response.js';
import type { Answer } from '../../dialect/answer.js';
import { parseJson } from '../../wire/json.js';
import { endsWithTerminator } from '../../wire/event-data.js';
import { dialectOf } from '../../dialect/index.js';
import type { CheckInput } from '../../dialect/check.js';

/** Whether a stream was requested and received, with a status that promises an answer. */
export function isStream({ answer }: CheckInput): boolean {
  return answer.form === 'stream' && answer.requested.stream && answer.status >= 200 && answer.status < 300;
}

/** The data that ends a stream: the claim's, else the spec's, else the usual one. */
export function terminatorOf({ spec }: CheckInput, given?: unknown): string {
  return typeof given === 'string' ? given : (spec.terminator ?? dialectOf(spec).stream.terminator ?? '');
}

/** The events that are (or, where events were glued, end with) the terminator. */
export function terminators(answer: Answer, terminator: string): readonly SseEvent[] {
  return answer.events.filter(({ data }) => endsWithTerminator(data, terminator));
}

/** Whether the stream contains the terminator in any form, including a line without `data:`. */
export function hasTerminator(answer: Answer, terminator: string): boolean {
  return terminators(answer, terminator).length > 0 || answer.forms.foreignFields.includes(terminator);
}

/** Whether any output gives the reason why it ended. */
export function hasFinish(answer: Answer): boolean {
  return answer.reply.outputs.some(({ finish }) => (finish.raw ?? null) !== null);
}

/** The last event where no blank line ends it and its data is no whole JSON document either: it breaks off. */
export function brokenTail(answer: Answer, terminator: string): SseEvent | null {
  const tail = answer.events.at(-1);
  if (!tail || tail.terminated || endsWithTerminator(tail.data, terminator)) return null;
  return tail.data !== null && 'value' in parseJson(tail.data) ? null : tail;
}
