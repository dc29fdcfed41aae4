import type { Json, JsonSchema } from '../../model/json.js';
import { factsOfShape, type ShapeFacts } from '../../schema/shape-facts.js';

/** A value of an answer with the schema that holds for it. */
export interface Document {
  readonly value: Json;
  /** The chunk that it is; null for a body. */
  readonly chunk: number | null;
  readonly schema: JsonSchema;
  /** Set when it is needed. */
  facts: ShapeFacts | null;
}

/** What the schema says of a document by its shape alone, once for all checks. */
export function factsOf(document: Document): ShapeFacts {
  return (document.facts ??= factsOfShape(document.schema, document.value));
}
