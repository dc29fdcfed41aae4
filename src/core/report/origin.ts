import type { Divergence, Origin } from '../model/divergence.js';
import type { Repaired } from '../model/report.js';
import type { InconclusiveReason, Result } from '../model/result.js';
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
  readonly results: readonly Result[];
  /** What the upstream shows and the target, put to the same test, does not. */
  readonly repaired: readonly Repaired[];
}

/**
 * Tells of each divergence of a gateway whether its upstream has it too. The same case decides: same check, kind and
 * general place. Models answer differently from one request to the next, though: where the upstream's answer to that case
 * did not put the claim to the test, the same divergence in another of its cases will do.
 */
export function tellOrigins(target: readonly Result[], upstream: readonly Result[]): Blame {
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
      .filter((divergence) => made !== undefined && isRepaired(divergence, made))
      .map((divergence) => ({ case: result.case, spec: result.spec, divergence }));
  });
  return { results, repaired };
}

interface Indexed {
  readonly results: ReadonlyMap<string, Result>;
  /** Divergences by spec, whatever the case. */
  readonly anywhere: ReadonlySet<string>;
}

function indexResults(results: readonly Result[]): Indexed {
  return {
    results: new Map(results.map((result) => [resultKey(result), result])),
    anywhere: new Set(
      results.flatMap(({ spec, divergences }) => divergences.map((each) => `${spec} ${divergenceKey(each)}`)),
    ),
  };
}

function originOf(result: Result, divergence: Divergence, upstream: Indexed): Origin {
  const same = upstream.results.get(resultKey(result));
  if (same !== undefined && shows(same, divergence)) return 'inherited';
  // Put to the same test, the upstream passed it.
  if (same?.observed.includes(divergence.claim) === true) return 'introduced';
  if (upstream.anywhere.has(`${result.spec} ${divergenceKey(divergence)}`)) return 'inherited';
  return same === undefined || isUnasked(same) ? 'unknown' : 'introduced';
}

/** Whether the target passed the test: it was put to it, or all that it was put to went well. */
function isRepaired(divergence: Divergence, made: Result): boolean {
  return !shows(made, divergence) && (made.verdict === 'conforms' || made.observed.includes(divergence.claim));
}

function shows(result: Result, divergence: Divergence): boolean {
  const key = divergenceKey(divergence);
  return result.divergences.some((each) => divergenceKey(each) === key);
}

function isUnasked({ inconclusive }: Result): boolean {
  return inconclusive !== null && UNASKED.has(inconclusive.reason);
}
