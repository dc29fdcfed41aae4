import type { Divergence, Origin } from '../model/divergence.js';
import type { Repaired } from '../model/report.js';
import type { InconclusiveReason, CaseResult } from '../model/case-result.js';
import { divergenceKey, resultKey } from './divergence-key.js';

/** Why an upstream's silence about a divergence says nothing: its answer never came to be judged. */
const UNASKED: ReadonlySet<InconclusiveReason> = new Set([
  'network',
  'unauthorized',
  'rate-limited',
  'server-error',
] satisfies InconclusiveReason[]);

/** What two runs of the same cases say of each other. */
export interface Blame {
  /** The target's results, each divergence with its origin. */
  readonly results: readonly CaseResult[];
  /** What the upstream shows and the target, put to the same test, does not. */
  readonly repaired: readonly Repaired[];
}

/**
 * Determines for each divergence of a gateway whether its upstream has it as well: the same check, kind and general place
 * in the same case. Models answer differently from one request to the next. If the upstream's answer to that case did not
 * test the claim, or was a refusal although the gateway gave an answer, the same divergence in another case counts.
 */
export function compareOrigins(target: readonly CaseResult[], upstream: readonly CaseResult[]): Blame {
  const there = indexResults(upstream);
  const here = indexResults(target);
  const results = target.map((result) => ({
    ...result,
    divergences: result.divergences.map((divergence) => ({
      ...divergence,
      origin: originOf(result, divergence, there),
    })),
  }));
  const repaired = upstream.flatMap((result) => {
    const made = here.results.get(resultKey(result));
    return result.divergences
      .filter((divergence) => made !== undefined && isRepaired(divergence, result, made))
      .map((divergence) => ({ case: result.case, spec: result.spec, divergence }));
  });
  return { results, repaired };
}

interface Indexed {
  readonly results: ReadonlyMap<string, CaseResult>;
  /** Divergences by spec, whatever the case. */
  readonly anywhere: ReadonlySet<string>;
}

function indexResults(results: readonly CaseResult[]): Indexed {
  return {
    results: new Map(results.map((result) => [resultKey(result), result])),
    anywhere: new Set(
      results.flatMap(({ spec, divergences }) => divergences.map((each) => `${spec} ${divergenceKey(each)}`)),
    ),
  };
}

function originOf(result: CaseResult, divergence: Divergence, upstream: Indexed): Origin {
  const same = upstream.results.get(resultKey(result));
  if (same !== undefined && shows(same, divergence)) return 'inherited';
  // Put to the same test, the upstream passed it.
  if (same !== undefined && isComparable(divergence, result, same) && same.observed.includes(divergence.claim))
    return 'introduced';
  if (upstream.anywhere.has(`${result.spec} ${divergenceKey(divergence)}`)) return 'inherited';
  return same === undefined || isUnasked(same) ? 'unknown' : 'introduced';
}

/**
 * Whether the target passed the test that the upstream failed, and its answer tested the claim. Undocumented fields have no
 * claim; for them the target's answer must have tested all claims that the upstream's tested.
 */
function isRepaired(divergence: Divergence, upstream: CaseResult, made: CaseResult): boolean {
  if (shows(made, divergence) || !isComparable(divergence, upstream, made)) return false;
  const tested = new Set(made.observed);
  return divergence.kind === 'undocumented-field'
    ? upstream.observed.every((claim) => tested.has(claim))
    : tested.has(divergence.claim);
}

/** The checks that report whether a request was accepted or refused contrary to the documents. */
const OUTCOME: ReadonlySet<string> = new Set(['acceptance', 'refusal']);

/** Whether both responses are answers or both are refusals. Others are comparable by the checks of the outcome only. */
function isComparable({ check }: Divergence, one: CaseResult, other: CaseResult): boolean {
  const outcome = ({ divergences }: CaseResult): string =>
    divergences
      .filter((each) => OUTCOME.has(each.check))
      .map(divergenceKey)
      .join();
  return OUTCOME.has(check) || outcome(one) === outcome(other);
}

function shows(result: CaseResult, divergence: Divergence): boolean {
  const key = divergenceKey(divergence);
  return result.divergences.some((each) => divergenceKey(each) === key);
}

function isUnasked({ inconclusive }: CaseResult): boolean {
  return inconclusive !== null && UNASKED.has(inconclusive.reason);
}
