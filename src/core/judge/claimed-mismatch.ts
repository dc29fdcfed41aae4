import type { Answer } from '../dialect/answer.js';
import type { Claim, Level } from '../model/claim.js';
import type { Mismatch, Words } from '../dialect/messages.js';
import type { Check } from '../dialect/check.js';

/** A mismatch with its check, its words, the claim that it violates, and the answer that shows it. */
export interface ClaimedMismatch {
  readonly check: Check;
  readonly claim: Claim;
  /** The lighter of the claim's level and the mismatch's own. */
  readonly level: Level;
  readonly mismatch: Mismatch;
  readonly words: Words;
  readonly answer: Answer;
}
