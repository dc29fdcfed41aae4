import type { Ending } from '../../core/model/exchange.js';
import { timedOut } from '../../core/wire/may-be-retried.js';
import type { Timeouts } from './limits.js';

/** After so many streams that timed out, without one that ended, the timeouts of further streams are short. */
const ENOUGH_TIMEOUTS = 3;

/** The short timeout for silence, in milliseconds. */
const SHORT_SILENCE = 5_000;

/** How long an endpoint may send nothing, by what it did before. */
export interface Patience {
  timeoutsFor(request: { readonly stream: boolean }): Timeouts;
  /** Counts how a request ended. */
  take(request: { readonly stream: boolean }, end: Ending, status: number | undefined): void;
}

/**
 * Shortens the timeouts of streams while no stream of an endpoint ends: a run of many streams that all stay open does not
 * wait for each of them in full.
 */
export function makePatience(timeouts: Timeouts): Patience {
  const short = {
    ...timeouts,
    firstByte: Math.min(timeouts.firstByte, SHORT_SILENCE),
    idle: Math.min(timeouts.idle, SHORT_SILENCE),
  };
  let expired = 0;
  let isEnded = false;
  return {
    timeoutsFor: ({ stream }) => (stream && !isEnded && expired >= ENOUGH_TIMEOUTS ? short : timeouts),
    take({ stream }, end, status) {
      if (!stream) return;
      if (timedOut({ end })) expired += 1;
      else if (end === 'complete' && status !== undefined && status < 300) isEnded = true;
    },
  };
}
