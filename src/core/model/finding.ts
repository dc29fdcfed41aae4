import type { Divergence, Origin } from './divergence.js';
import type { Impact } from './impact.js';

/** A consequence of the cause of a finding: reported with it, without a separate cause. */
export interface Consequence {
  readonly check: string;
  readonly kind: Divergence['kind'];
  readonly at: Divergence['at'];
  /** In a few words. Absent from reports of version 0.1.0. */
  readonly title?: string;
  readonly sentence: string;
  /** The documented words that it breaks. Absent from reports of version 0.1.0. */
  readonly source?: Divergence['source'];
  readonly cases: readonly string[];
}

/**
 * Divergences with one cause, as a user has to fix them: once. Every divergence above a note belongs to exactly one; its
 * `finding` is the id. A contract: fields are only added.
 */
export interface Finding {
  /** The same in every run that shows the same cause. A baseline entry names it. */
  readonly id: string;
  readonly spec: string;
  /** The heaviest of its divergences. */
  readonly level: Divergence['level'];
  /** One line without a full stop. Text of the server in it is quoted and cut. */
  readonly title: string;
  readonly check: string;
  readonly kind: Divergence['kind'];
  /** Of the divergence that is shown: the first of the cause, in the order of the plan. */
  readonly at: Divergence['at'];
  /** The ids of the claims that it breaks, the main one first. */
  readonly claims: readonly string[];
  /** In the order of the plan. */
  readonly cases: readonly string[];
  /** The ids of the exchanges that show it, the one to look at first. */
  readonly exchanges: readonly number[];
  /** Over all cases. */
  readonly occurrences: number;
  readonly sentence: string;
  readonly expected: string;
  readonly actual: string;
  readonly source: Divergence['source'];
  /** A command line that repeats the request, the key as a variable; null if the report was made without its record. */
  readonly curl: string | null;
  /**
   * Which requests the server refuses, in words that are equal for the same cause: `stream: true`, `tools`, `GET /models`,
   * `all`. Absent from other findings, and where accepted requests have the same.
   */
  readonly refused?: string;
  /** Ids of claims that could not be tested because of it. Absent if there are none. */
  readonly untested?: readonly string[];
  /** Absent if there are none. */
  readonly consequences?: readonly Consequence[];
  /** `introduced` if one of its divergences is; absent from a run without an upstream. */
  readonly origin?: Origin;
  /** In how many of the times that its cases were sent it was seen; absent if it was in all. */
  readonly intermittent?: { readonly seen: number; readonly of: number };
  /** What the baseline says of it, if it knows every divergence of it. */
  readonly baseline?: NonNullable<Divergence['baseline']>;
  /** What it does to client libraries, independent of the level. Absent if no measurements were at hand. */
  readonly impact?: Impact;
}
