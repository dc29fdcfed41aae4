import type { Auth, RequestBody } from './case.js';
import type { Mistake } from './claim.js';
import type { Json } from './json.js';

/** One request as a suite writes it, before the planner adds model, stream flag and token limit. */
export interface WrittenStep {
  readonly method: string;
  /** Path below the base URL; null for the documented path of the operation. */
  readonly path: string | null;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parameters; null for a request without a JSON body. */
  readonly request: RequestBody | null;
  /** Features that the step needs. It is left out for a spec without them. */
  readonly needs: readonly string[];
  /** Further parameters, each sent if the spec documents it. */
  readonly also: RequestBody;
  /** A body sent word for word in place of `request`. */
  readonly rawBody: string | null;
  /** The model of the run, none, or a name that the suite gives. */
  readonly model: 'of-the-run' | 'omitted' | { readonly named: string };
  /** What `stream` is set to; null leaves it out. */
  readonly stream: boolean | null;
  /** The most tokens that the answer needs; goes into the parameter that the spec documents for it. */
  readonly limit: number | null;
  readonly hangUpAfter: number | null;
  /** The position in the messages at which the answer to the step before is inserted; null for none. */
  readonly answerAt: number | null;
  readonly auth: Auth;
}

/** A position in a suite file. */
export interface Written {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** A case as a suite writes it. */
export interface WrittenCase {
  /** `<suite>/<case>`. */
  readonly id: string;
  readonly title: string;
  /** One sentence: what it is for. */
  readonly asks: string;
  /** Features or request parameters. Those in the request need not be repeated. */
  readonly needs: readonly string[];
  /** The feature or request parameter whose claim a refusal breaks. */
  readonly about: string;
  readonly expects: 'accepted' | 'refused' | 'either';
  readonly mistake: Mistake | null;
  /** What the documents say of the value that is wrong in it: `only with logprobs: true`. */
  readonly documented?: string;
  readonly stimulus: string | null;
  readonly elicits: string | null;
  /** Whether its request may be joined with others that differ from it in further parameters alone. */
  readonly joins: boolean;
  /** Whether it is about parameters together. */
  readonly combines: boolean;
  /** Whether few providers document what it needs: it is not reported as omitted for a spec without that. */
  readonly uncommon?: true;
  /** Whether a variant `<id>-streamed` sends the same request as a stream. */
  readonly streamedToo: boolean;
  /** What the case needs if a run has no room for it; null if it is always sent. */
  readonly costly: string | null;
  /** What that variant needs if a run has no room for it; null if it is always sent, or if there is none. */
  readonly costlyStreamed: string | null;
  readonly steps: readonly WrittenStep[];
  readonly written: Written;
}

/** What a suite adds to the cases that the request schema yields for one parameter. */
export interface ParameterRule {
  /** Why nothing is derived for it; null if something is. */
  readonly skip: string | null;
  /** Whether a suite writes its accepted values; then only the wrong ones are derived. */
  readonly written: boolean;
  /** Whether the documents tie it to some models: either answer is then right, unless a claim promises one. */
  readonly someModels: boolean;
  /** Whether few providers document it: its cases are not reported as omitted for a spec without it. */
  readonly uncommon: boolean;
  /** Parameters that must be sent with it. */
  readonly with: RequestBody;
  /** Accepted values by name, instead of or in addition to those of the schema. */
  readonly values: Readonly<Record<string, Json>>;
  /** Values that the documents neither allow nor forbid, if the schema has no bound against them. */
  readonly probes: Readonly<Record<string, Json>>;
  /**
   * Accepted values, by name, whose requests may be joined with others: a model can carry them out together with what
   * other parameters ask.
   */
  readonly joins: readonly string[];
  /** Token limits of derived cases, by name, in place of that of the suite. */
  readonly limits: Readonly<Record<string, number>>;
  /** Derived cases that are left out, with the reason. */
  readonly omit: Readonly<Record<string, string>>;
  /** The same for cases with `expects: either`: they can report a 5xx only. */
  readonly omitOpen: Readonly<Record<string, string>>;
  /** Derived cases that are left out if a run has no room for them, with what they need then. */
  readonly costly: Readonly<Record<string, string>>;
}

/** From what a suite derives cases. */
export type DerivedFrom = 'parameters' | 'required' | 'auth';

/** How a suite derives cases from each spec; `request` and `limit` are those of every derived case. */
export interface Derivation {
  readonly from: DerivedFrom;
  readonly request: RequestBody;
  readonly limit: number | null;
  /** The text that the request dictates. A case that shares its request with no other has its name in its place. */
  readonly elicits: string | null;
  readonly parameters: Readonly<Record<string, ParameterRule>>;
  readonly written: Written;
}

/** A suite: requests worth sending, as data. */
export interface Suite {
  readonly id: string;
  readonly title: string;
  /** The dialect of the specs that it can test: `openai-chat`. */
  readonly dialect: string;
  /** Its position among the suites. */
  readonly order: number;
  readonly file: string;
  readonly cases: readonly WrittenCase[];
  readonly derivation: Derivation | null;
}
