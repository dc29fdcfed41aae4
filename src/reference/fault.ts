import type { JsonObject } from '../core/model/json.js';
import type { Mistake } from '../core/model/claim.js';
import type { Spec } from '../core/model/spec.js';
import type { Asked } from './openai-chat/request-read.js';
import type { Completion } from './openai-chat/completion.js';
import type { Reply } from './openai-chat/reply.js';
import type { Request } from './openai-chat/request.js';

/** What a request was found to be guilty of. */
export interface Refusal {
  readonly mistake: Mistake;
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
}

/** Everything a fault may look at. `asked` is null until the request was found valid. */
export interface FaultContext {
  readonly spec: Spec;
  readonly request: Request;
  readonly asked: Asked | null;
}

/** The stations of an answer into which a fault can reach. Each hook gets what the station made and gives back what goes on. */
export interface Hooks {
  readonly body?: (body: JsonObject, context: FaultContext) => JsonObject;
  readonly refusal?: (refusal: Refusal | null, context: FaultContext) => Refusal | null;
  readonly asked?: (requested: Asked, context: FaultContext) => Asked;
  readonly completion?: (completion: Completion, context: FaultContext) => Completion;
  readonly response?: (body: JsonObject, context: FaultContext) => unknown;
  readonly chunks?: (chunks: readonly JsonObject[], context: FaultContext) => readonly unknown[];
  readonly frames?: (frames: readonly string[], context: FaultContext) => readonly string[];
  readonly error?: (body: JsonObject, context: FaultContext & { readonly refusal: Refusal }) => unknown;
  readonly reply?: (reply: Reply, context: FaultContext) => Reply;
}

/** Where a fault must be told: the check, and the place in its general form (as `generalPlace` writes it). */
export interface Told {
  readonly check: string;
  readonly at: string;
  /** Legal, or left open by the documents: it is told as a note and nothing more. */
  readonly note?: true;
}

/** What a fault is about, as `serve --fault list` sorts them. */
export type FaultArea = 'sse' | 'chunk' | 'tools' | 'response' | 'params' | 'errors' | 'auth' | 'headers';

/** One way in which the reference provider can go wrong. */
export interface Fault {
  readonly id: string;
  readonly area: FaultArea;
  /** What is wrong on the wire, in one sentence. */
  readonly title: string;
  /** Public threads in which it was met, `owner/repo#1`; empty for one of our own. */
  readonly seen: readonly string[];
  /** The specs under which it is a fault. */
  readonly specs: readonly string[];
  readonly told: Told;
  /** Ids of cases that show it. */
  readonly shows: readonly string[];
  readonly hooks: Hooks;
}
