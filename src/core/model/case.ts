import type { Mistake } from './claim.js';
import type { Variation } from './exchange.js';
import type { Json, JsonObject } from './json.js';

/**
 * Which credentials the transport adds. `scheme` is one of the spec's auth schemes; null means its first.
 * - `lower-case`: the right key, the scheme's prefix in lower case (`bearer `), which RFC 9110 §11.1 allows.
 * - `foreign`: the right key, in a header alone that the documents do not name: `foreignScheme`.
 */
export interface Auth {
  readonly kind: 'valid' | 'none' | 'wrong' | 'malformed' | 'lower-case' | 'foreign';
  readonly scheme: string | null;
}

/** What a response must show before a case can be judged. If it does not, the verdict is inconclusive (model-declined). */
export type Stimulus =
  | 'text'
  | 'tool-call'
  | 'parallel-tool-calls'
  | 'cut-by-length'
  | 'stopped-by-sequence'
  | 'non-ascii'
  | 'several-outputs';

/** One request of a case, resolved: what goes on the wire, apart from credentials. */
export interface Step {
  readonly method: string;
  /** Path below the base URL, which includes the version prefix. */
  readonly path: string;
  /** Extra headers, lower-case names. `content-type: application/json` is set for a JSON body unless given here. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body; undefined for none. */
  readonly body?: JsonObject;
  /** A body sent word for word in place of `body`. */
  readonly rawBody?: string;
  readonly auth: Auth;
  /** Whether the request is for a stream. */
  readonly stream: boolean;
  /** Hang up after this many events of the stream. */
  readonly hangUpAfter?: number;
  /**
   * The position in the messages of `body` at which the answer to the step before is inserted: its message as it was
   * received, and a result for each of its tool calls. Absent for none.
   */
  readonly answerAt?: number;
  /** How it is written; absent for its plain form, and in a plan. */
  readonly variation?: Variation;
}

/** A planned case, resolved and named before anything is sent. */
export interface Case {
  /** `<suite>/<case>`; derived cases `<suite>/<parameter>.<what>`. */
  readonly id: string;
  readonly suite: string;
  readonly title: string;
  /** Written in a suite's YAML, derived from a request schema, or made of a captured exchange. */
  readonly origin: 'written' | 'derived' | 'captured';
  /** The feature or request parameter that the case is about; names the claim that a refusal breaks. */
  readonly about: string;
  readonly needs: readonly string[];
  /** One sentence: what it is for. Left out in cases that no plan made (captures). */
  readonly asks?: string;
  /** Whether the documents have the request accepted or refused; `either` where they leave it open. */
  readonly expects: 'accepted' | 'refused' | 'either';
  /** The mistake it makes on purpose; null when it expects to be accepted. */
  readonly mistake: Mistake | null;
  /** What the documents say of a value that is wrong in it: `maximum 2`. Absent if no value is wrong. */
  readonly documented?: string;
  /** A `Stimulus`, or the dialect's own name for one (`Dialect.stimulusNames`). */
  readonly stimulus: string | null;
  /** The text that the prompt requests; checks look for it in the answer. */
  readonly elicits: string | null;
  readonly steps: readonly Step[];
  /** That its request may be joined with others that differ from it in further parameters alone; absent if not. */
  readonly joins?: true;
  /**
   * That it is about parameters together: each is accepted by itself in another case. If its request fails, requests with
   * some of them find the smallest set that fails. Absent if not.
   */
  readonly combines?: true;
  /** The specs of this run that judge it. */
  readonly specs: readonly string[];
  /** The most completion tokens it can cost; null if no documented parameter limits them. */
  readonly maxTokens: number | null;
}

/** A case that is not sent, because its spec documents nothing that it could test; or skipped for now. */
export interface Omission {
  readonly case: string;
  readonly spec: string;
  /** What it would need; of a skipped case, what shows nearly the same. */
  readonly needs: string;
  /** That the spec documents it, and it was left out to stay within the budget of requests; `--all` sends it. */
  readonly skipped?: true;
}

/** Everything that a run will send, before it sends anything. */
export interface Plan {
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
}

/** Parameters in a suite's request, before the runner adds model, stream and credentials. */
export type RequestBody = Readonly<Record<string, Json>>;
