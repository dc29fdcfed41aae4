import type { Exchange } from '../core/model/exchange.js';
import type { PlannedRequest } from '../core/plan/planned-request.js';

/** The response to a request that is under way or complete. */
export interface SharedResponse {
  /** All attempts; null if the run ended before the last one. */
  readonly attempts: Promise<readonly Exchange[] | null>;
  /** Whether a batched request was accepted. `decide` is called once, by the first of its cases. */
  accepted(decide: () => Promise<boolean>): Promise<boolean>;
}

/** The responses that several steps of a plan share. Each is dropped after its last step has taken it. */
export interface SharedResponses {
  /** The response to a request, which the first of its steps sends. */
  take(request: PlannedRequest, repetition: number, send: () => SharedResponse['attempts']): SharedResponse;
  /** Whether the request was sent, and steps still wait for its response. */
  has(request: PlannedRequest, repetition: number): boolean;
}

/** Makes an empty store of responses. */
export function makeSharedResponses(): SharedResponses {
  const waiting = new Map<string, { readonly response: SharedResponse; stepsLeft: number }>();
  return {
    take(request, repetition, send) {
      const key = keyOf(request, repetition);
      const entry = waiting.get(key) ?? { response: makeResponse(send()), stepsLeft: request.plannedSteps.length };
      entry.stepsLeft -= 1;
      if (entry.stepsLeft > 0) waiting.set(key, entry);
      else waiting.delete(key);
      return entry.response;
    },
    has: (request, repetition) => waiting.has(keyOf(request, repetition)),
  };
}

function makeResponse(attempts: SharedResponse['attempts']): SharedResponse {
  let decision: Promise<boolean> | null = null;
  return { attempts, accepted: (decide) => (decision ??= decide()) };
}

function keyOf({ plannedSteps: [first], batched }: PlannedRequest, repetition: number): string {
  return [first?.planned, first?.step, batched, repetition].join(' ');
}
