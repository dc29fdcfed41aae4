import type { JsonObject } from './json.js';

/**
 * How the documents say it: `stated` in prose or a table row, `shown` in a generated skeleton or a worked
 * example, `silent` if they say nothing: then nothing is asserted.
 */
export type Basis = 'stated' | 'shown' | 'silent';

/** How heavily a divergence weighs: `must` and `should` can fail a run, a `note` never does. */
export type Level = 'must' | 'should' | 'note';

/** The JSON Schemas that a spec can have. `count-tokens` are the two of the operation that counts the tokens of a prompt. */
export const SCHEMA_NAMES = [
  'request',
  'response',
  'chunk',
  'error',
  'models',
  'count-tokens-request',
  'count-tokens',
] as const;

/** One of `SCHEMA_NAMES`. */
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** Deliberate mistakes that a request of every dialect can make. A dialect adds its own (`Dialect.mistakes`). */
export const COMMON_MISTAKES = [
  'no-key',
  'wrong-key',
  'malformed-authorization',
  'malformed-json',
  'missing-field',
  'wrong-type',
  'out-of-range',
  'unknown-value',
  'unknown-model',
  'wrong-method',
  'unknown-path',
  'wrong-content-type',
] as const;

/** One of `COMMON_MISTAKES`. */
export type CommonMistake = (typeof COMMON_MISTAKES)[number];

/** One of `COMMON_MISTAKES`, or a mistake of the spec's dialect. */
export type Mistake = string;

/**
 * What holds the provider to a claim.
 * - `schema`: the node at `pointer` of that schema, which carries `x-claim` with this claim's id.
 * - `check`: the check of that id runs under this spec and cites this claim; `with` are its parameters.
 * - `mistake`: a request with that mistake must be refused, with one of `status` when given.
 * - `case`: the claim is met when that case conforms.
 * - `feature`: a request that uses the feature (or request parameter) must be accepted.
 */
export type Holder =
  | { readonly by: 'schema'; readonly schema: SchemaName; readonly pointer: string }
  | { readonly by: 'check'; readonly check: string; readonly with: JsonObject }
  | { readonly by: 'mistake'; readonly mistake: Mistake; readonly status: readonly number[] }
  | { readonly by: 'case'; readonly case: string }
  | { readonly by: 'feature'; readonly feature: string };

/** One thing that a provider's documents say. */
export interface Claim {
  readonly id: string;
  /** The spec that holds it; for the common standards `http`, `json` or `sse`. */
  readonly spec: string;
  readonly basis: Basis;
  /** stated → must, shown → should, silent → note, unless `levelReason` says why not. */
  readonly level: Level;
  readonly levelReason: string | null;
  /** The claim in one sentence of ours. */
  readonly says: string;
  /** The documented words, verbatim, with `[…]` for omitted words; null only for a claim with the basis `silent`. */
  readonly quote: string | null;
  /** The id of the doc (of the same spec) that contains the words. */
  readonly doc: string;
  /** The line of the doc's file where the words begin, from 1; null for a page without lines. */
  readonly line: number | null;
  readonly heldBy: readonly Holder[];
  /** Why nothing can hold the provider to it; null if something does. */
  readonly uncheckable: string | null;
}

const WEIGHTS: Readonly<Record<Level, number>> = { must: 2, should: 1, note: 0 };

/** How heavy a level is: `must` 2, `should` 1, `note` 0. */
export function levelRank(level: Level): number {
  return WEIGHTS[level];
}
