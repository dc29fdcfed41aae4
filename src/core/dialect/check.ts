import type { Case } from '../model/case.js';
import type { Claim } from '../model/claim.js';
import type { Kind } from '../model/divergence.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import type { Answer } from './answer.js';
import type { Requested } from './requested.js';
import type { Reply } from './reply.js';
import type { Mismatch } from './messages.js';
import type { FromSchema, ParamsSchema } from './check-params.js';

/** What a check looks at: one answer of a case under one spec. */
export interface CheckInput {
  readonly case: Case;
  readonly spec: Spec;
  readonly answer: Answer;
  /** What the answer says: that of `answer`. */
  readonly reply: Reply;
  /** What was requested: that of `answer`. */
  readonly requested: Requested;
  /** The answers of all steps of the case, in order; `answer` is one of them. */
  readonly answers: readonly Answer[];
  /** Earlier attempts at the same step (a 429 that was retried), oldest first. */
  readonly attempts: readonly Answer[];
  /** The answer to the same request, which was sent again because of the times of a stream; null if it was not. */
  readonly again: Answer | null;
  /** The parameters that fail together in `answer` and are accepted by themselves; empty for all other answers. */
  readonly together: readonly string[];
  /** Whether the control request of the run was answered as documented; null when unknown (captures). */
  readonly controlWorks: boolean | null;
  /** The texts that all prompts of the run dictate; empty when unknown. */
  readonly dictated: readonly Dictated[];
}

/** A text that the prompt of a case requests. */
export interface Dictated {
  readonly case: string;
  readonly text: string;
}

/** The claim for which a check runs, and the parameters that the claim gives it. */
export interface Binding<With = JsonObject> {
  /** The claim that a divergence cites, unless the check names another one. */
  readonly claim: Claim;
  /** All claims that the run tests: `claim` alone, or every claim that documents the refusal of a mistake. */
  readonly claims: readonly Claim[];
  readonly with: With;
}

/** The layers of a response, in the order in which a client depends on them. Checks of an earlier one come first. */
export type Stage = 'http' | 'form' | 'framing' | 'schema' | 'sequence' | 'meaning';

/** The documentation of a check: `conformance explain` and docs/checks print it. */
export interface Explain {
  /** The rule, in two or three sentences. */
  readonly what: string;
  /** What usually causes a divergence. */
  readonly causes: string;
  /** When a divergence may be a false positive. */
  readonly falseAlarm: string;
  /** Public threads that report the fault, `owner/repo#1`. */
  readonly seen: readonly string[];
}

/** Which reports of another check explain which reports of a check, if not all of them do. */
export interface Explanation {
  readonly check: string;
  /** The code of the reports that explain; absent for all. */
  readonly code?: string;
  /** The pointer of the reports that explain, without positions; absent for all places. */
  readonly pointer?: string;
  /** The code of the reports that they explain. */
  readonly explains: string;
  /** If given, only reports that occur more than once in a response are explained. */
  readonly repeated?: true;
  /** If given, a report on any response of the run explains them. */
  readonly inRun?: true;
}

/** Which reports of a check that every dialect has are explained by a check of a dialect. */
export interface Explained {
  readonly check: string;
  /** The code of the reports; absent for all. */
  readonly code?: string;
}

/** One rule: a pure function from an observed response to its divergences. */
export interface Check {
  readonly id: string;
  readonly title: string;
  readonly stage: Stage;
  /** `answer`: once for every step's answer. `case`: once for the case, on its last answer. */
  readonly scope: 'answer' | 'case';
  /**
   * `when-claimed`: once for every claim that names the check. `always`: for every spec, under the claim that the case
   * tests. `on-mistake`: on every case whose mistake a claim documents as refused.
   */
  readonly runs: 'always' | 'when-claimed' | 'on-mistake';
  /**
   * `answers`: the last attempt at each step. `errors-too`: also the error responses that a retry replaced. `timeouts-too`:
   * also the timeout of a request that did not time out when it was sent again. `variations`: the answers to varied
   * requests, `CheckInput.answers` with those to its follow-ups, and no others.
   */
  readonly looksAt: 'answers' | 'errors-too' | 'timeouts-too' | 'variations';
  /**
   * The later stages that are unreliable once this check reports: their reports on the same response are left out as
   * consequences. Notes, and reports below the level of their claim, are not fatal.
   */
  readonly fatal: readonly Stage[];
  /** Ids of further checks whose report on the same response is the cause of a report of this one. */
  readonly consequenceOf: readonly string[];
  /**
   * Checks whose report on the same response, or for scope `case` in the same field, explains a report of this one. Both
   * are kept, because this one may be the heavier, and belong to one finding of the other check.
   */
  readonly explainedBy: readonly (string | Explanation)[];
  /**
   * For a check of a dialect: ids of the checks with this one in their `consequenceOf`, out of those that every dialect has.
   * Those do not know the dialects, so that a further dialect does not change them.
   */
  readonly consequences: readonly string[];
  /** The same for their `explainedBy`. */
  readonly explains: readonly Explained[];
  /** Whether a note of this check explains that there is no answer to judge; then the case is not inconclusive. */
  readonly explainsOutcome: boolean;
  /** Whether it reports that a request was accepted or refused contrary to the documents. */
  readonly reportsOutcome: boolean;
  /** Whether its report inside a field shows that the field is there: a report that the field is missing follows from it. */
  readonly explainsMissing: boolean;
  /** Whether it reports answers to other requests: then a few responses that seem to ignore a parameter follow from it. */
  readonly explainsIgnored: boolean;
  /** The codes of further reports than those of kind `ignored` that an answer to a request without a parameter shows. */
  readonly showsIgnored: readonly string[];
  /** Whether it reports secrets, which the record contains only in masked form. */
  readonly reportsSecrets: boolean;
  readonly kinds: readonly Kind[];
  /** JSON Schema of the parameters that a claim may give; null when the check takes none. */
  readonly params: JsonSchema | null;
  readonly explain: Explain;
  /** Whether the answer tests the claim. If not, the check does not run and the claim stays untested. */
  applies(input: CheckInput, binding: Binding): boolean;
  judge(input: CheckInput, binding: Binding): Iterable<Mismatch>;
  /** The ids of the claims that the answer tests; null for those of the binding. */
  observes(input: CheckInput, binding: Binding): Iterable<string> | null;
}

/** When a check runs, in words. */
export const RUNS: Readonly<Record<Check['runs'], string>> = {
  always: 'Runs for every spec and cites the claim that was violated.',
  'when-claimed': 'Runs for every claim that names it.',
  'on-mistake': 'Runs on every case whose mistake the documents say is refused.',
};

type Defaulted =
  | 'runs'
  | 'looksAt'
  | 'fatal'
  | 'consequenceOf'
  | 'explainedBy'
  | 'consequences'
  | 'explains'
  | 'explainsOutcome'
  | 'reportsOutcome'
  | 'explainsMissing'
  | 'explainsIgnored'
  | 'showsIgnored'
  | 'reportsSecrets'
  | 'observes'
  | 'params';

/** A check as it is written: its parameters are typed from their schema, and what most checks share is left out. */
export interface CheckDefinition<S extends ParamsSchema>
  extends Omit<Check, Defaulted | 'applies' | 'judge'>, Partial<Omit<Pick<Check, Defaulted>, 'params'>> {
  readonly params?: S;
  applies(input: CheckInput, binding: Binding<FromSchema<S>>): boolean;
  judge(input: CheckInput, binding: Binding<FromSchema<S>>): Iterable<Mismatch>;
}

/**
 * Completes a definition. The cast is safe: the loader of specs validates what a claim gives against `params`. Some hundred
 * checks look at each answer, so that a wrapper around each would take a share of judging.
 */
export function defineCheck<const S extends ParamsSchema = NoParams>(definition: CheckDefinition<S>): Check {
  return {
    runs: 'when-claimed',
    looksAt: 'answers',
    fatal: [],
    consequenceOf: [],
    explainedBy: [],
    consequences: [],
    explains: [],
    explainsOutcome: false,
    reportsOutcome: false,
    explainsMissing: false,
    explainsIgnored: false,
    showsIgnored: [],
    reportsSecrets: false,
    params: null,
    observes: () => null,
    ...definition,
  } satisfies Omit<Check, 'applies' | 'judge'> as Check;
}

interface NoParams {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, never>>;
}
