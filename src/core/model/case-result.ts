import type { Divergence } from './divergence.js';

/** The result of a case by one spec. Notes alone leave it at `conforms`; `inconclusive` if it could not be determined. */
export type Verdict = 'conforms' | 'diverges' | 'inconclusive';

/** Why a case is inconclusive. */
export type InconclusiveReason =
  | 'network'
  | 'unauthorized'
  | 'rate-limited'
  | 'server-error'
  | 'model-declined'
  | 'not-observed'
  /** Judging the responses took longer than one exchange may take. */
  | 'judging-timeout'
  /** This tool failed to judge the responses. */
  | 'internal-error';

/** What one spec says of one case. */
export interface CaseResult {
  readonly case: string;
  readonly spec: string;
  readonly verdict: Verdict;
  readonly divergences: readonly Divergence[];
  readonly inconclusive: { readonly reason: InconclusiveReason; readonly detail: string } | null;
  /** Ids of the exchanges that were judged. */
  readonly exchanges: readonly number[];
  /** Ids of the claims that this case put to the test, whatever came of it. */
  readonly observed: readonly string[];
  /**
   * Set if the result is that of the received responses, and the recorded responses, in which secrets are redacted, give
   * another one.
   */
  readonly redacted?: true;
  /** How long its requests took together, in milliseconds. The report adds it; absent if nothing is known of them. */
  readonly durationMs?: number;
}
