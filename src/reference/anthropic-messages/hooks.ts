import type { Mistake } from '../../core/model/claim.js';
import type { JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import type { Reply, Request } from '../reply.js';
import type { Completion } from './complete.js';
import type { MessageRequest } from './message-request.js';

/** Why the provider refuses a request. */
export interface Refusal {
  readonly mistake: Mistake;
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** The input of a hook. `requested` is null until the request is validated. */
export interface FaultContext {
  readonly spec: Spec;
  readonly request: Request;
  readonly requested: MessageRequest | null;
}

/** The steps of an answer that a fault can change. Each hook receives the result of its step and returns what is used instead. */
export interface Hooks {
  readonly body?: (body: JsonObject, context: FaultContext) => JsonObject;
  readonly refusal?: (refusal: Refusal | null, context: FaultContext) => Refusal | null;
  readonly requested?: (requested: MessageRequest, context: FaultContext) => MessageRequest;
  readonly completion?: (completion: Completion, context: FaultContext) => Completion;
  readonly response?: (body: JsonObject, context: FaultContext) => unknown;
  readonly events?: (events: readonly JsonObject[], context: FaultContext) => readonly JsonObject[];
  readonly frames?: (frames: readonly string[], context: FaultContext) => readonly string[];
  readonly count?: (body: JsonObject, context: FaultContext) => unknown;
  readonly models?: (body: JsonObject, context: FaultContext) => unknown;
  readonly error?: (body: JsonObject, context: FaultContext & { readonly refusal: Refusal }) => unknown;
  readonly reply?: (reply: Reply, context: FaultContext) => Reply;
}
