import { dialectOf } from '../core/dialect/index.js';
import type { Fails, NextRequest } from '../core/judge/follow-ups.js';
import type { Case, Step } from '../core/model/case.js';
import type { Exchange, Variation } from '../core/model/exchange.js';
import { timedOut } from '../core/wire/may-be-retried.js';
import { withTimeLimit } from '../io/time-limit.js';
import type { RunContext } from './context.js';

/**
 * Returns the next follow-up of a request; null if none is left.
 * @param cases the cases that share the request
 * @param exchanges all exchanges of the request so far
 */
export type ChooseFollowUp = (
  cases: readonly Case[],
  step: Step,
  exchanges: readonly Exchange[],
) => Promise<NextRequest | null>;

/**
 * After so many varied requests of one form whose plain request failed as well, the form is not the reason: no further
 * plain requests are sent for it.
 */
const MOST_UNRELATED = 4;

/** After so many requests that timed out, or showed a fault of time, twice, one response to each further one is enough. */
const ENOUGH_REPEATED = 3;

/** Chooses the follow-ups of the requests to one endpoint. */
export function makeFollowUps({ specs, judgingLimit }: Pick<RunContext, 'specs' | 'judgingLimit'>): ChooseFollowUp {
  const unrelated = new Map<Variation, number>();
  let repeated = 0;
  return async (cases, step, exchanges) => {
    const last = exchanges.at(-1);
    if (!mayHaveFollowUp(cases, step) && (last === undefined || !timedOut(last))) return null;
    // The judge is loaded when the first response has come.
    const [{ failsBySome }, { isConfirmed, isSuspect, nextFollowUp, sendingsOf }] = await Promise.all([
      import('../core/judge/judge.js'),
      import('../core/judge/follow-ups.js'),
    ]);
    const { variation } = step;
    // Cases that share a request have one dialect.
    const spec = specs.find(({ id }) => cases[0]?.specs.includes(id));
    if (spec === undefined) return null;
    const sendings = sendingsOf(exchanges, dialectOf(spec));
    const latest = sendings.at(-1);
    if (latest?.followUp?.reason === 'again' && isSuspect(latest.answer, spec)) repeated += 1;
    for (const testCase of cases) {
      const those = specs.filter(({ id }) => testCase.specs.includes(id));
      const fails = failsBySome(testCase, those);
      const failsInTime: Fails = (answer) => withTimeLimit(() => fails(answer), judgingLimit)?.value ?? null;
      const next = nextFollowUp(testCase, step, those, sendings, failsInTime);
      if (variation !== undefined && latest?.followUp?.reason === 'plain' && next?.followUp.reason !== 'varied')
        unrelated.set(variation, (unrelated.get(variation) ?? 0) + 1);
      if (variation !== undefined && isConfirmed(sendings)) unrelated.set(variation, 0);
      if (next === null || (next.followUp.reason === 'again' && repeated >= ENOUGH_REPEATED)) continue;
      const isFutile = variation !== undefined && (unrelated.get(variation) ?? 0) >= MOST_UNRELATED;
      return next.followUp.reason === 'plain' && isFutile ? null : next;
    }
    return null;
  };
}

/** Stimuli for which a request is not changed. */
const KEPT: ReadonlySet<string | null> = new Set([null, 'text', 'several-outputs']);

function mayHaveFollowUp(cases: readonly Case[], { variation, stream }: Step): boolean {
  return (
    cases.some(({ expects }) => expects !== 'refused') &&
    (variation !== undefined ||
      stream ||
      cases.some(({ combines, stimulus }) => combines === true || !KEPT.has(stimulus)))
  );
}
