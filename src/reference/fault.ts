import type { JsonObject } from '../core/model/json.js';
import type { Mistake } from '../core/model/claim.js';
import type { Spec } from '../core/model/spec.js';
import type { Asked } from './asked.js';
import type { Completion } from './completion.js';
import type { Reply } from './reply.js';
import type { Request } from './request.js';

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

/**
 * One way in which the reference provider can go wrong, as hooks into the stations of an answer. Each hook gets
 * what the station made and gives back what goes on; a fault names only the stations that it touches.
 */
export interface Fault {
  readonly id: string;
  /** What is wrong on the wire, in one sentence. */
  readonly title: string;
  /** Public threads in which it was met, `owner/repo#1`; empty for one of our own. */
  readonly seen: readonly string[];
  /** The specs under which it is a fault. */
  readonly specs: readonly string[];
  /** Where it must be told: the check, and the place in its general form (as `generalPlace` writes it). */
  readonly told: { readonly check: string; readonly at: string } | { readonly note: string };
  readonly hooks: {
    readonly body?: (body: JsonObject, context: FaultContext) => JsonObject;
    readonly refusal?: (refusal: Refusal | null, context: FaultContext) => Refusal | null;
    readonly asked?: (asked: Asked, context: FaultContext) => Asked;
    readonly completion?: (completion: Completion, context: FaultContext) => Completion;
    readonly response?: (body: JsonObject, context: FaultContext) => unknown;
    readonly chunks?: (chunks: readonly JsonObject[], context: FaultContext) => readonly unknown[];
    readonly frames?: (frames: readonly string[], context: FaultContext) => readonly string[];
    readonly error?: (body: JsonObject, context: FaultContext & { readonly refusal: Refusal }) => unknown;
    readonly reply?: (reply: Reply, context: FaultContext) => Reply;
  };
}
