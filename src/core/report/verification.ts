/** Why a report is refused. */
export type RefusalReason = 'edited' | 'partial' | 'undated' | 'unreleased' | 'secret';

/** What speaks against a report, and where. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** A sentence for the person who handed the report in. No secret stands in it. */
  readonly detail: string;
}

/** What came of verifying a report. It is verified where nothing is refused. */
export interface Verification {
  readonly refused: readonly Refusal[];
  /** What was recomputed and found to agree. */
  readonly verified: readonly string[];
  /** What nobody could tell from what was handed in. */
  readonly unverified: readonly string[];
  /** Whether every verdict was judged again from the evidence. */
  readonly verdictsVerified: boolean;
}
