import type { Stimulus } from '../model/case.js';
import type { Mistake } from '../model/claim.js';
import type { Exchange } from '../model/exchange.js';
import type { Json, JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import type { WrittenStep } from '../model/suite.js';
import type { SseEvent, WireResponse } from '../model/response.js';
import type { DocumentKnowledge } from './documents.js';
import type { Reply } from './reply.js';
import type { Requested } from './requested.js';

/** What a request asks an API to do. `count-tokens` counts the tokens of a prompt without generating anything. */
export type Operation = 'generate' | 'models' | 'count-tokens';

/** The part of a request that identifies its operation, and its headers, which may identify the dialect. */
export type Address = Pick<Exchange['request'], 'method' | 'url'> & Partial<Pick<Exchange['request'], 'headers'>>;

/** The fault of a request that the documents neither allow nor forbid, such as null for an optional parameter. */
export const OPEN = 'open';

/** What is wrong with a request by a spec: a mistake, `OPEN`, or nothing (null). */
export type Fault = Mistake | null;

/** What a captured request body is about. */
export interface Inferred {
  /** The feature or parameter whose claim a refusal breaks. */
  readonly about: string;
  readonly fault: Fault;
}

/** How requests of a dialect are written and read. */
export interface RequestForm {
  /** Members that every request has; no case is derived from them. */
  readonly structural: readonly string[];
  /** The member that contains the conversation. */
  readonly prompt: string;
  /** Parameters that only a request for a stream can have. */
  readonly ofStreams: readonly string[];
  /** The parameters that limit output tokens, the oldest first. A request has at most one of them. */
  readonly tokenLimits: readonly string[];
  /** The `tool_choice` that forces a call of some tool: `required`. */
  readonly anyCall: string;
  /**
   * Completes the body that a suite writes; null for a request without a JSON body.
   * @param limitParameter the parameter that gets the step's token limit; null when the spec documents none
   */
  build(step: WrittenStep, model: string, limitParameter: string | null): JsonObject | null;
  /** @param body null when the request has no JSON object */
  read(body: JsonObject | null): Requested;
  /** The most output tokens that the request can cost; null when nothing limits them. */
  mostTokens(body: JsonObject): number | null;
  /** What a request can leave out and remain one: its parameters, and parts of its messages. */
  units(body: JsonObject): readonly RequestUnit[];
  /** The request with these of its units alone, and with those that they need. */
  keep(body: JsonObject, units: readonly RequestUnit[]): JsonObject;
  /**
   * The request with the message of an answer, as it was received, at a position of its messages, followed by a result for
   * each tool call in it. Null if the answer is no body with such a message.
   */
  withAnswer(body: JsonObject, at: number, answer: JsonObject): JsonObject | null;
  /** The request changed to what the model can do, in the order in which the changes are tried. */
  adapt(body: JsonObject, declined: Declined): readonly Adaptation[];
}

/** A parameter with what depends on it, or a part of the messages. */
export interface RequestUnit {
  readonly name: string;
  /** The unit without which it means nothing; null for none. */
  readonly needs: string | null;
}

/** A request whose answer does not show what its case is about. */
export interface Declined {
  readonly stimulus: Stimulus;
  /** The text that the prompt requests; null for none. */
  readonly elicits: string | null;
  /** The text that came instead. */
  readonly text: string;
  /** Whether the limit of tokens ended it. */
  readonly cut: boolean;
  /** Whether the documents promise a feature. */
  readonly promises: (feature: string) => boolean;
}

/** A changed request, and the text that it requests; null if none is known. */
export interface Adaptation {
  readonly body: JsonObject;
  readonly elicits: string | null;
}

/** How a dialect names the events of a stream. */
export interface StreamForm {
  /** Which schema of the spec holds for the event; null for an undocumented event and for one that is no JSON document. */
  schemaOf(event: Pick<SseEvent, 'name' | 'data'>): string | null;
  /** Whether every event of the documented stream has a name. */
  readonly namesEvents: boolean;
  /** How a sentence names the event that ends a complete stream. */
  readonly endName: string;
  /** The data of that event, unless the documents name another. Null when its name ends the stream. */
  readonly terminator: string | null;
  /** Whether the event ends a complete stream. */
  isEnd(event: Pick<SseEvent, 'name' | 'data'>): boolean;
}

/** How a dialect writes why an output ended. */
export interface FinishForm {
  /** The member: `finish_reason`. */
  readonly member: string;
  /** The documented values. */
  readonly stop: string;
  readonly length: string;
  readonly calls: string;
  /** Whether a call that the request forces may also end with the reason `stop`. */
  readonly forcedCallsStop: boolean;
}

/** The API that a dialect comes from: the id of its spec, and its name in a sentence. */
export interface Original {
  readonly spec: string;
  readonly name: string;
}

/** The list of models. */
export interface ModelsForm {
  /** Below the base URL. */
  readonly path: string;
  /** A documented other name of a model; the name itself if it has none. Replaces `{alias}` in the paths of suites. */
  aliasOf(model: string): string;
  /** The ids in the body of a list, in its order; empty when the body is no list. */
  read(body: Json): readonly string[];
}

/**
 * Everything that is particular to one API family, except the checks that only this family has: they build on the neutral
 * checks, which build on this interface, so that `dialect/checks.ts` registers them. Planning does not load it.
 */
export interface Dialect {
  /** What a spec names. Any string, not a union, so that a further dialect needs no change elsewhere. */
  readonly id: string;
  /** The API that others of this dialect claim to replace without a change on the client. */
  readonly dropInFor: Original;
  /**
   * The lower-case name of a header that requests of no other dialect have, such as that of the version; null for none. It
   * separates requests whose addresses several dialects have in common, such as those for the list of models.
   */
  readonly ownHeader: string | null;
  /** The paths of the operations below the base URL, without a version prefix. */
  readonly paths: readonly string[];
  operationOf(request: Address): Operation | null;
  readonly request: RequestForm;
  readonly stream: StreamForm;
  readonly finish: FinishForm;
  readonly models: ModelsForm;
  /**
   * What a response says, with the place of every part: the only code that assembles outputs, tool calls, text, usage and
   * errors. Lenient, never throws; linear in the size of the response.
   */
  read(response: WireResponse): Reply;
  /** Features that a spec can promise, in addition to the common ones (`core/spec/features.ts`). */
  readonly features: readonly string[];
  /** Deliberate mistakes, in addition to the common ones (`core/model/claim.ts`), and how a sentence names each. */
  readonly mistakes: ReadonlyMap<string, string>;
  /** The names that suites of the dialect use for stimuli, in addition to the common names. */
  readonly stimulusNames: ReadonlyMap<string, Stimulus>;
  /** Optional members in which null is known to break clients; elsewhere clients read it as absent. */
  readonly breakingNulls: readonly string[];
  /** Every JSON response of the API contains a member with one of these names. */
  readonly responseMembers: readonly string[];
  /** Whether a 4xx response refuses the requested model and nothing else in the request. */
  refusesModel(refusal: {
    readonly status: number;
    readonly text: string;
    readonly request: JsonObject | null;
  }): boolean;
  /**
   * Infers from the body of a captured request what it is about and what is wrong with it. Method, path, content type and
   * key are judged by `core/capture`: they are the same in every dialect.
   */
  inferCase(body: Json, spec: Spec, operation: Operation): Inferred;
  /** The features that a body of a request uses, the rarest first: a rare feature is the likeliest reason of a refusal. */
  usedFeatures(body: JsonObject): readonly string[];
  /** For drafts of specs. */
  readonly documents: DocumentKnowledge;
}
