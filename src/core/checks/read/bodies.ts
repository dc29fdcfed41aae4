import type { Answer } from '../../model/answer.js';
import type { Json } from '../../model/json.js';
import { timesOf } from '../times.js';

/** A JSON document of an answer: its body, or a chunk of its stream. */
export interface Body {
  readonly value: Json;
  /** The chunk that it is; null for a body. */
  readonly chunk: number | null;
  /** How often it came: chunks that are like it but for their text are not listed. */
  readonly times: number;
}

/** The body of an answer, or the chunks of its stream. */
export function bodiesOf({ body, chunks }: Answer): readonly Body[] {
  if ('value' in body) return [{ value: body.value, chunk: null, times: 1 }];
  return chunks.map((each) => ({ value: each.value, chunk: each.n, times: timesOf(each) }));
}
