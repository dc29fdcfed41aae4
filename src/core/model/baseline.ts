interface Entry {
  /** Why it is accepted; empty until somebody gives a reason. */
  readonly reason: string;
  /** The address of a thread about it; null if there is none. */
  readonly issue: string | null;
  /** The last day on which the entry counts, `YYYY-MM-DD`; null if it does not end. */
  readonly expires: string | null;
  /** Whether it comes and goes: then the entry is not stale when it does not occur. */
  readonly intermittent: boolean;
  /** The lines of the file that hold the entry, from 1, the last included. */
  readonly lines: { readonly first: number; readonly last: number };
}

/** A finding that the users know of and live with for now. */
export interface KnownFinding extends Entry {
  /** The id of the finding. */
  readonly finding: string;
  /** The cases in which it is known; null for all. */
  readonly cases: readonly string[] | null;
  /** A case that shows it: the entry is stale once this case no longer does. Null if none is named. */
  readonly seen: string | null;
}

/** One divergence of one case, as version 0.1.0 wrote it: by case, spec, check, kind and place. There are no patterns. */
export interface KnownDivergence extends Entry {
  readonly case: string;
  readonly spec: string;
  readonly check: string;
  readonly kind: string;
  /** The place in its general form: `header content-type`, `chunk /model`, with a star for every position, or `status`. */
  readonly place: string;
}

/** What a baseline knows. */
export type BaselineEntry = KnownFinding | KnownDivergence;

/** A file of known divergences. */
export interface Baseline {
  /** The path as the user knows it. */
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** How a run compares with its baseline. */
export interface BaselineState {
  readonly file: string;
  /** How many divergences an entry names. */
  readonly known: number;
  /** How many divergences above a note no entry names. */
  readonly new: number;
  /** Entries whose divergence no longer occurs, although their case ran and could be judged. */
  readonly stale: readonly BaselineEntry[];
  /** Entries that counted as none, because their day had passed when the run began. */
  readonly expired: readonly BaselineEntry[];
  /** Entries that give no reason. */
  readonly unexplained: readonly BaselineEntry[];
}
