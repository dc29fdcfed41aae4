import type { Json, JsonSchema } from '../../model/json.js';
import type { CheckInput } from '../../dialect/check.js';

/** A value of an answer with the schema that holds for it. */
export interface Document {
  readonly value: Json;
  /** The chunk that it is; null for a body. */
  readonly chunk: number | null;
  readonly schema: JsonSchema;
}

/**
 * The parts of an answer that a schema of the spec describes. None if the answer has another form than requested, and none
 * for an error inside a 200: other checks report these, and a schema would only repeat them.
 */
export function documentsOf({ spec, answer }: CheckInput): readonly Document[] {
  const { response, chunk, error, models } = spec.schemas;
  const one = (schema: JsonSchema | undefined): readonly Document[] =>
    schema === undefined || !('value' in answer.body) ? [] : [{ schema, value: answer.body.value, chunk: null }];
  if (answer.status >= 400) return one(error);
  if (answer.status < 200 || answer.status >= 300) return [];
  const { operation } = answer;
  if (operation === 'models') return answer.reply.error === null ? one(models) : [];
  if (operation !== 'generate') return [];
  if (!answer.requested.stream) return answer.reply.error === null ? one(response) : [];
  if (chunk === undefined || answer.form !== 'stream') return [];
  return answer.reply.parts.map(({ n, value }) => ({ schema: chunk, value, chunk: n }));
}
