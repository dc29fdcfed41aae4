import type { SchemaName } from '../model/claim.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';

/** A value that a server may send. */
export interface PlainReply {
  readonly schema: SchemaName;
  readonly value: Json;
  /** The feature whose request it answers; absent for every request. */
  readonly feature?: string;
}

/** What is known about documents of a dialect, before a person has read them. */
export interface DocumentKnowledge {
  /**
   * Values that every server of the dialect may send. A document that refuses one of them by a required field or a closed
   * list is probably wrong there.
   */
  readonly plain: readonly PlainReply[];
  /**
   * Whether a schema describes an event of a stream, and no complete response.
   * @param member the schema of a member, by names and `[]` for items; null if it is not described
   */
  isEvent(member: (...path: readonly string[]) => JsonObject | null): boolean;
  /** The models that a request schema lists. */
  inferModels(request: JsonSchema): ReadonlySet<string>;
  /**
   * The features that a request schema documents, each with the parameter that documents it.
   * @param request the request schema, with `$defs`
   */
  inferFeatures(request: JsonSchema): ReadonlyMap<string, string>;
}
