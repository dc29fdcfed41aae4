import type { Case } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';

/** What is judged: the exchanges of one case, by one spec. */
export interface Judgement {
  readonly case: Case;
  readonly spec: Spec;
  /** All exchanges of the case, every attempt at every step, in any order. */
  readonly exchanges: readonly Exchange[];
  /** Exchanges that are not judged, with which checks may compare (captures); none where it is left out. */
  readonly beside?: readonly Exchange[];
  /** Whether the control request of the run was answered as documented; null when unknown (captures). */
  readonly controlWorks: boolean | null;
}
