import type { Step } from '../model/case.js';

/** A step of a planned case: the position of the case in the plan, and the number of the step, both from 0. */
export interface PlannedStep {
  readonly planned: number;
  readonly step: number;
}

/** One request of a plan, and the steps that it is sent for. */
export interface PlannedRequest {
  readonly step: Step;
  /** In the order of the plan. */
  readonly plannedSteps: readonly PlannedStep[];
  /** Whether the request combines different cases. Its response counts only if all of them conform. */
  readonly batched: boolean;
}

/** The requests of a plan. */
export interface PlannedRequests {
  /** Those that are sent if every batched request is accepted, in the order of the plan. */
  readonly sent: readonly PlannedRequest[];
  /** Those that are sent in addition for the cases of rejected batches. */
  readonly fallback: readonly PlannedRequest[];
  /** The batched request of a case; null for none. */
  readonly batchFor: (planned: number) => PlannedRequest | null;
  /** The request that sends a step as it is written. */
  readonly requestFor: (plannedStep: PlannedStep) => PlannedRequest;
}
