import type { Divergence, Origin } from '../model/divergence.js';
import { checkOf } from '../judge/checks.js';
import type { Repaired } from '../model/report.js';
import type { InconclusiveReason, CaseResult } from '../model/case-result.js';
import { FEWEST_SHOWN } from '../model/tolerances.js';
import { generalPlace } from '../wire/place.js';
import { divergenceKey, resultKey } from './divergence-key.js';
import type { ExchangeFacts } from './findings/exchange-facts.js';
import { isWithin, type Features } from './findings/request-features.js';

/** The results of one endpoint, and what is known of its exchanges. */
export interface Side {
  readonly results: readonly CaseResult[];
  /** By id. Without them errors are compared by check, kind and place alone. */
  readonly exchanges: ReadonlyMap<number, ExchangeFacts>;
  /** Whether a retry succeeded after a 5xx or a broken connection: the endpoint fails by chance. */
  readonly recovered: boolean;
}

/** What two runs of the same cases say of each other. */
export interface Blame {
  /** The target's results, each divergence with its origin. */
  readonly results: readonly CaseResult[];
  /** What the upstream shows and the target, put to the same test, does not. */
  readonly repaired: readonly Repaired[];
}

/**
 * Determines for each divergence of a gateway whether its upstream has it as well: the same check, kind and general place;
 * in an error response also the same status and body. `introduced`: the upstream does not show it in its whole run.
 * `inherited`: it shows it in the same case, or in another one if the same case did not test the claim. `unknown`: it is
 * intermittent on either side, or the upstream gave no comparable answer. A divergence of the upstream is repaired if the
 * gateway passes the same test and does not show it in its whole run.
 */
export function compareOrigins(target: Side, upstream: Side): Blame {
  const here = indexSide(target);
  const there = indexSide(upstream);
  const results = target.results.map((result) => ({
    ...result,
    divergences: result.divergences.map((divergence) => ({
      ...divergence,
      origin: originOf(result, divergence, here, there),
    })),
  }));
  const repaired = upstream.results.flatMap((result) => {
    const made = here.results.get(resultKey(result));
    return result.divergences
      .filter((divergence) => made !== undefined && isRepaired(divergence, result, made, here, there))
      .map((divergence) => ({ case: result.case, spec: result.spec, divergence }));
  });
  return { results, repaired };
}

interface Indexed extends Pick<Side, 'recovered'> {
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly all: readonly CaseResult[];
  /** By what a divergence of this side is compared; errors by status and body too. */
  readonly keyOf: (divergence: Divergence) => string;
  readonly featuresOf: (result: CaseResult) => Features;
  /** In how many cases each key is shown, by spec. */
  readonly shown: ReadonlyMap<string, number>;
  /** Checks with the place or the claim at which they report something in the whole run, by spec. */
  readonly reported: ReadonlySet<string>;
  /** Status and body of every 5xx that some attempt got. */
  readonly failures: ReadonlySet<string>;
}

function indexSide({ results, exchanges, recovered }: Side): Indexed {
  const errorOf = ({ exchange }: Divergence): string => exchanges.get(exchange)?.error?.canonical ?? '';
  const keyOf = (divergence: Divergence): string => `${divergenceKey(divergence)} ${errorOf(divergence)}`;
  const shown = new Map<string, number>();
  const reported = new Set<string>();
  for (const { spec, divergences } of results) {
    for (const key of new Set(divergences.map(keyOf)))
      shown.set(`${spec} ${key}`, (shown.get(`${spec} ${key}`) ?? 0) + 1);
    for (const each of divergences) for (const report of reportsOf(spec, each)) reported.add(report);
  }
  return {
    results: new Map(results.map((result) => [resultKey(result), result])),
    all: results,
    keyOf,
    featuresOf: (result) => exchanges.get(result.exchanges.at(-1) ?? -1)?.features ?? new Set(),
    shown,
    reported,
    failures: new Set(
      [...exchanges.values()].flatMap(({ status, error }) => (status < 500 || error === null ? [] : error.canonical)),
    ),
    recovered,
  };
}

/** A check reports one mismatch of several: what it reports at the place, or of the claim, is the same fault. */
function reportsOf(spec: string, { check, claim, kind, at }: Divergence): readonly string[] {
  const ofPlace = `${spec} ${check} ${generalPlace(at)}`;
  // Undocumented fields share one claim.
  return kind === 'undocumented-field' ? [ofPlace] : [ofPlace, `${spec} ${check} claim ${claim}`];
}

/** Why an upstream that does not show a divergence proves nothing: its answer never came to be judged. */
const UNASKED: ReadonlySet<InconclusiveReason> = new Set([
  'network',
  'unauthorized',
  'rate-limited',
  'server-error',
] satisfies InconclusiveReason[]);

function originOf(result: CaseResult, divergence: Divergence, here: Indexed, there: Indexed): Origin {
  const key = here.keyOf(divergence);
  const same = there.results.get(resultKey(result));
  const alike = same?.divergences.find((each) => there.keyOf(each) === key);
  if (divergence.intermittent !== undefined || alike?.intermittent !== undefined) return 'unknown';
  if (alike !== undefined) return 'inherited';
  const error = here.keyOf(divergence).slice(divergenceKey(divergence).length + 1);
  if (there.shown.has(`${result.spec} ${key}`) || there.failures.has(error)) {
    // Put to the same test, the upstream passed it here and failed it elsewhere.
    return same !== undefined && passes(divergence, result, same) ? 'unknown' : 'inherited';
  }
  if (same === undefined || isUnasked(same)) return 'unknown';
  if (error.startsWith('5') && there.recovered) return 'unknown';
  return isByChance(result, divergence, here) ? 'unknown' : 'introduced';
}

function isRepaired(
  divergence: Divergence,
  upstream: CaseResult,
  made: CaseResult,
  here: Indexed,
  there: Indexed,
): boolean {
  if (divergence.intermittent !== undefined || isByChance(upstream, divergence, there)) return false;
  if (reportsOf(upstream.spec, divergence).some((report) => here.reported.has(report))) return false;
  return (
    isComparable(divergence, upstream, made) &&
    (divergence.kind === 'undocumented-field'
      ? // Undocumented fields share one claim: the target's answer must have tested all that was tested.
        upstream.observed.every((claim) => made.observed.includes(claim))
      : made.observed.includes(divergence.claim))
  );
}

/**
 * Whether a divergence may be intermittent: few cases show it, and a request with everything that the request of this case
 * has passes the same test.
 */
function isByChance(result: CaseResult, divergence: Divergence, side: Indexed): boolean {
  const key = side.keyOf(divergence);
  if ((side.shown.get(`${result.spec} ${key}`) ?? 0) >= FEWEST_SHOWN) return false;
  const features = side.featuresOf(result);
  return (
    features.size > 0 &&
    side.all.some(
      (other) =>
        other.spec === result.spec &&
        other.case !== result.case &&
        passes(divergence, result, other) &&
        isWithin(features, side.featuresOf(other)) &&
        other.divergences.every((each) => side.keyOf(each) !== key),
    )
  );
}

/** Whether another result passes the test that one fails. */
function passes(divergence: Divergence, one: CaseResult, other: CaseResult): boolean {
  return other.observed.includes(divergence.claim) && isComparable(divergence, one, other);
}

/** Whether both responses are answers or both are refusals. Others are comparable by the checks of the outcome only. */
function isComparable(divergence: Divergence, one: CaseResult, other: CaseResult): boolean {
  const outcome = ({ divergences }: CaseResult): string => divergences.filter(reportsOutcome).map(divergenceKey).join();
  return reportsOutcome(divergence) || outcome(one) === outcome(other);
}

function reportsOutcome(divergence: Divergence): boolean {
  return checkOf(divergence)?.reportsOutcome === true;
}

function isUnasked({ inconclusive }: CaseResult): boolean {
  return inconclusive !== null && UNASKED.has(inconclusive.reason);
}
