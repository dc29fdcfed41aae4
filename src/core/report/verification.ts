/** Why a report is refused. */
export type RefusalReason = 'edited' | 'partial' | 'undated' | 'unreleased' | 'secret';

/** A reason to refuse a report, with its place. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** A sentence for the submitter, without any secret. */
  readonly detail: string;
}

/** The result of verifying a report. The report is verified when `refused` is empty. */
export interface Verification {
  readonly refused: readonly Refusal[];
  /** What was recomputed and agrees. */
  readonly verified: readonly string[];
  /** What should be recomputed and could not be, with the reason. */
  readonly unchecked: readonly string[];
  /** What no files can show. */
  readonly unverified: readonly string[];
  /** Whether everything was recomputed from the evidence and agrees. */
  readonly isComplete: boolean;
}
