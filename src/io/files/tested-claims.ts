import type { Spec } from '../../core/model/spec.js';
import { COMPILED, readCompiled } from './compiled.js';

/**
 * `<spec>.tested.json`: the claims that each case tests against the reference provider, as the build rehearsed it.
 * Cases refer to claims by position.
 */
export interface TestedClaims {
  /** The digest of the spec, `Spec.sha256`. */
  readonly spec: string;
  /** The digest of the suites. */
  readonly suites: string;
  readonly claims: readonly string[];
  readonly cases: Readonly<Record<string, readonly number[]>>;
  readonly quick: QuickChoice;
}

/** The cases of a quick run by one spec. */
export interface QuickChoice {
  /** The ids of the plan that they were chosen from, in its order. */
  readonly from: readonly string[];
  /** The positions of the chosen cases in that plan. */
  readonly chosen: readonly number[];
}

/** The claims that each case tests, by case id; null when the build rehearsed another spec or other suites. */
export function loadTestedClaims(
  spec: Spec,
  suitesDigest: string,
  from: string = COMPILED,
): ReadonlyMap<string, readonly string[]> | null {
  const tested = load(spec, suitesDigest, from);
  if (tested === null) return null;
  const cases = Object.entries(tested.cases);
  return new Map(cases.map(([id, claims]) => [id, claims.flatMap((n) => tested.claims[n] ?? [])]));
}

/** The choice that the build made; null when it was for another spec or other suites. */
export function loadQuickChoice(spec: Spec, suitesDigest: string, from: string = COMPILED): QuickChoice | null {
  return load(spec, suitesDigest, from)?.quick ?? null;
}

function load(spec: Spec, suitesDigest: string, from: string): TestedClaims | null {
  const tested = readCompiled(from, `${spec.id}.tested.json`) as TestedClaims | null;
  return tested?.spec === spec.sha256 && tested.suites === suitesDigest ? tested : null;
}
