import type { SseEvent } from '../../model/response.js';
import type { Answer } from '../../dialect/answer.js';
import { parseJson } from '../../wire/json.js';
import { endsWithTerminator } from '../../wire/event-data.js';
import { dialectOf } from '../../dialect/index.js';
import type { CheckInput } from '../../dialect/check.js';

/** Whether a stream was requested and received, with a status that promises an answer. */
export function isStream({ answer }: Pick<CheckInput, 'answer'>): boolean {
  return answer.form === 'stream' && answer.requested.stream && answer.status >= 200 && answer.status < 300;
}

/** What ends a complete stream. */
export interface Terminator {
  /** How a sentence names it. */
  readonly name: string;
  /** Whether an event is (or, if events were glued, ends with) the terminator. */
  isIn(event: Pick<SseEvent, 'name' | 'data'>): boolean;
}

/** The event that ends a stream: by its data (the claim's, else the spec's, else the usual one), or as the dialect knows it. */
export function terminatorOf({ spec }: Pick<CheckInput, 'spec'>, given?: unknown): Terminator {
  const { stream } = dialectOf(spec);
  const data = typeof given === 'string' ? given : (spec.terminator ?? stream.terminator);
  if (data === null) return { name: stream.endName, isIn: (event) => stream.isEnd(event) };
  return { name: data, isIn: (event) => endsWithTerminator(event.data, data) };
}

/** The events that are (or, if events were glued, end with) the terminator. */
export function terminators(answer: Answer, terminator: Terminator): readonly SseEvent[] {
  return answer.events.filter((event) => terminator.isIn(event));
}

/** Whether the stream contains the terminator in any form, including a line without `data:`. */
export function hasTerminator(answer: Answer, terminator: Terminator): boolean {
  return terminators(answer, terminator).length > 0 || answer.forms.foreignFields.includes(terminator.name);
}

/** Whether any output gives the reason why it ended. */
export function hasFinish(answer: Answer): boolean {
  return answer.reply.outputs.some(({ finish }) => (finish.raw ?? null) !== null);
}

/** The last event if no blank line ends it and its data is no complete JSON document either: it breaks off. */
export function brokenTail(answer: Answer, terminator: Terminator): SseEvent | null {
  const tail = answer.events.at(-1);
  if (!tail || tail.terminated || terminator.isIn(tail)) return null;
  return tail.data !== null && parseJson(tail.data).ok ? null : tail;
}
