/**
 * A divergence that the users know of and live with for now. It names one divergence exactly: a case, a spec, a check, a
 * kind and a place. There are no patterns.
 */
export interface BaselineEntry {
  readonly case: string;
  readonly spec: string;
  readonly check: string;
  readonly kind: string;
  /** The place in its general form: `header content-type`, `chunk /model`, with a star for every position, or `status`. */
  readonly place: string;
  /** Why it is accepted; empty where nobody has said so yet. */
  readonly reason: string;
  /** The address of a thread about it; null where there is none. */
  readonly issue: string | null;
  /** The last day on which the entry counts, `YYYY-MM-DD`; null where it does not end. */
  readonly expires: string | null;
  /** Whether the divergence comes and goes: then the entry is not stale when it does not occur. */
  readonly intermittent: boolean;
  /** The lines of the file on which it stands, from 1, the last included. */
  readonly lines: { readonly first: number; readonly last: number };
}

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
