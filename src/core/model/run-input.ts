import type { Case } from './case.js';
import type { Report } from './report.js';

/** What a submitter states about a target, in `target.json` next to the run. Nothing in a run can prove it. */
export interface TargetAbout {
  readonly name: string;
  /** The target's own version; null or absent if unknown. */
  readonly version?: string | null;
  /** A page that describes the target; null or absent if there is none. */
  readonly url?: string | null;
  /** The spec with the target's own documents; null if there is none, absent if the submitter does not state it. */
  readonly spec?: string | null;
}

/** One run as it goes into a matrix. */
export interface RunInput {
  readonly report: Report;
  /** The name of the run's folder, which names a target that has no other name; empty if there is none. */
  readonly folder: string;
  /** The planned cases, for their titles and needs; empty if there is only `report.json`. */
  readonly cases: readonly Case[];
  /** Null if the folder has no `target.json`. */
  readonly about: TargetAbout | null;
}
