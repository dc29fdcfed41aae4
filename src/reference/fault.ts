/** What must be reported for a fault: the check, and the place in its general form (as `generalPlace` writes it). */
export interface ExpectedDivergence {
  readonly check: string;
  readonly at: string;
  /** Legal, or left open by the documents: it is reported as a note. */
  readonly note?: true;
}

/** The area of a fault. `serve --fault list` sorts by it. */
export type FaultArea = 'sse' | 'chunk' | 'tools' | 'response' | 'params' | 'errors' | 'auth' | 'headers';

/** One way in which a reference provider can be wrong. `Hooks` are those of its dialect. */
export interface Fault<Hooks = unknown> {
  readonly id: string;
  readonly area: FaultArea;
  /** What is wrong on the wire, in one sentence. */
  readonly title: string;
  /** Public threads that report it, `owner/repo#1`; empty for a fault that no thread reports. */
  readonly seen: readonly string[];
  /** Ids of the specs whose documents forbid it. */
  readonly specs: readonly string[];
  readonly expect: ExpectedDivergence;
  /** Ids of cases that show it. */
  readonly shownBy: readonly string[];
  readonly hooks: Hooks;
}
