import type { Case } from './case.js';
import type { Report } from './report.js';

/** What a submitter says of a target, beside the run: `target.json`. Nothing in a run can vouch for it. */
export interface TargetAbout {
  readonly name: string;
  /** The target's own version; null where it has none or nobody said. */
  readonly version: string | null;
  /** Where the target is described; null where nobody said. */
  readonly url: string | null;
  /** The spec that holds the target's own documents; null where none does. */
  readonly spec: string | null;
}

/** One run as it goes into a matrix. */
export interface RunInput {
  readonly report: Report;
  /** The planned cases, for their titles and needs; empty where only `report.json` is there. */
  readonly cases: readonly Case[];
  /** Null where the folder has no `target.json`. */
  readonly about: TargetAbout | null;
}
