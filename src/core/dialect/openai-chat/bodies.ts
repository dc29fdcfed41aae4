import type { Answer, Chunk } from '../../model/answer.js';
import type { Json } from '../../model/json.js';

/** A JSON document of an answer: its body, or a chunk of its stream. */
export interface Body {
  readonly value: Json;
  /** The chunk that it is; null for a body. */
  readonly chunk: number | null;
}

/** A chunk as a body. */
export function bodyOf({ n, value }: Chunk): Body {
  return { value, chunk: n };
}

const known = new WeakMap<Answer, readonly Body[]>();

/** The body of an answer, or the chunks of its stream. */
export function bodiesOf(answer: Answer): readonly Body[] {
  const before = known.get(answer);
  if (before !== undefined) return before;
  const { body, chunks } = answer;
  const bodies = 'value' in body ? [{ value: body.value, chunk: null }] : chunks.map(bodyOf);
  known.set(answer, bodies);
  return bodies;
}
