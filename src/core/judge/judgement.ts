import type { Case } from '../model/case.js';
import type { Exchange } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';
import type { Dictated } from '../dialect/check.js';

/** The exchanges of one case, to be judged by one spec. */
export interface Judgement {
  readonly case: Case;
  readonly spec: Spec;
  /** All exchanges of the case, every attempt at every step, in any order. */
  readonly exchanges: readonly Exchange[];
  /** Further exchanges that checks may compare with (captures); they are not judged. */
  readonly related?: readonly Exchange[];
  /** Whether the control request of the run was answered as documented; null when unknown (captures). */
  readonly controlWorks: boolean | null;
  /** The texts that all prompts of the run dictate (`dictatedTexts`). */
  readonly dictated?: readonly Dictated[];
}
