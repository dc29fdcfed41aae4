import type { Answer } from '../model/answer.js';
import type { Case } from '../model/case.js';
import type { Claim } from '../model/claim.js';
import type { Kind, Mismatch } from '../model/divergence.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import type { Spec } from '../model/spec.js';

/** What a check looks at: one answer of a case under one spec. */
export interface CheckInput {
  readonly case: Case;
  readonly spec: Spec;
  readonly answer: Answer;
  /** The answers of all steps of the case, in order; `answer` is one of them. */
  readonly answers: readonly Answer[];
  /** Earlier attempts at the same step (a 429 that was waited out), oldest first. */
  readonly attempts: readonly Answer[];
  /** Whether the control request of the run was answered as documented; null when unknown (captures). */
  readonly controlWorks: boolean | null;
}

/** The claim under which a check runs, and the parameters that the claim gave it. */
export interface Binding {
  readonly claim: Claim;
  readonly with: JsonObject;
}

/**
 * In which order checks speak. When an earlier stage told something of a place, later ones stay silent about it:
 * one cause, one divergence.
 */
export type Stage = 'http' | 'form' | 'framing' | 'schema' | 'sequence' | 'meaning';

/** What `conformance explain` says of a check. */
export interface Explain {
  /** What it holds an endpoint to, in two or three sentences. */
  readonly what: string;
  /** What usually causes a divergence. */
  readonly causes: string;
  /** When it may be a false alarm. */
  readonly falseAlarm: string;
  /** Public threads in which the fault was met, `owner/repo#1`. */
  readonly seen: readonly string[];
}

/** One rule: a pure function from what was seen to what diverges. It runs where a claim of the spec names it. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  /** `answer`: once for every step's answer. `case`: once for the case, on its last answer. */
  readonly scope: 'answer' | 'case';
  readonly kinds: readonly Kind[];
  /** JSON Schema of the parameters that a claim may give; absent where it takes none. */
  readonly params?: JsonSchema;
  /** Ids of checks after whose word on the same answer this one stays silent: their cause is its cause. */
  readonly silentAfter?: readonly string[];
  readonly explain: Explain;
  /** Whether the answer puts the claim to the test at all. Without it nothing is told and the claim stays untested. */
  applies(view: CheckInput, binding: Binding): boolean;
  judge(view: CheckInput, binding: Binding): Iterable<Mismatch>;
}
