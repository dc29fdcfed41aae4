import type { Step } from '../model/case.js';

/** A step of a planned case: where the case stands in the plan, and which of its steps, from 0. */
export interface Turn {
  readonly planned: number;
  readonly step: number;
}

/** One request of a plan, and the steps that it is sent for. */
export interface PlannedRequest {
  readonly step: Step;
  /** In the order of the plan. */
  readonly serves: readonly Turn[];
  /** Whether it asks in one what its cases ask one by one: it stands for them only where all of them conform over it. */
  readonly joined: boolean;
}

/** What a plan sends. */
export interface PlannedRequests {
  /** What is sent where every joined request stands, in the order of the plan. */
  readonly sent: readonly PlannedRequest[];
  /** What is sent beside it where joined requests do not stand. */
  readonly spare: readonly PlannedRequest[];
  /** The joined request that may stand for a case; null where there is none. */
  readonly joinedFor: (planned: number) => PlannedRequest | null;
  /** The request that asks a step as it is written. */
  readonly askedBy: (turn: Turn) => PlannedRequest;
}
