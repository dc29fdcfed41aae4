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
}

/** The claims that each case tests, by case id; null when the build rehearsed another spec or other suites. */
export function loadTestedClaims(
  spec: Spec,
  suitesDigest: string,
  from: string = COMPILED,
): ReadonlyMap<string, readonly string[]> | null {
  const tested = readCompiled(from, `${spec.id}.tested.json`) as TestedClaims | null;
  if (tested === null || tested.spec !== spec.sha256 || tested.suites !== suitesDigest) return null;
  const cases = Object.entries(tested.cases);
  return new Map(cases.map(([id, claims]) => [id, claims.flatMap((n) => tested.claims[n] ?? [])]));
}
