import type { Answer } from '../model/answer.js';
import type { Claim, Level } from '../model/claim.js';
import type { Mismatch } from '../model/divergence.js';
import type { Check } from '../checks/check.js';

/** A mismatch with the check that told it, the claim that it breaks, and the answer that shows it. */
export interface ClaimedMismatch {
  readonly check: Check;
  readonly claim: Claim;
  /** The lighter of the claim's level and the mismatch's own. */
  readonly level: Level;
  readonly mismatch: Mismatch;
  readonly answer: Answer;
}
