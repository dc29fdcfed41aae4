import { defined } from '../../core/model/defined.js';
import { setTimeout as delay } from 'node:timers/promises';
import { LONGEST_TIMER } from '../../core/model/tolerances.js';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * The wait that the rate-limit headers of a provider request, in milliseconds: the longest of the exhausted limits; null
 * when no limit is exhausted. Reads the forms of OpenAI and similar providers (`x-ratelimit-remaining-requests`,
 * https://platform.openai.com/docs/guides/rate-limits), of Anthropic
 * (`anthropic-ratelimit-requests-remaining`), the older `X-RateLimit-Remaining`, and both drafts of the IETF's `RateLimit`.
 */
export function readRateLimit(headers: Headers, now: Date): number | null {
  const values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const waits: number[] = [];
  for (const [name, value] of values) {
    if (name === 'ratelimit') waits.push(...readStructured(value));
    if (!name.includes('ratelimit') || !name.includes('remaining') || !/^0+(\.0+)?$/u.test(value)) continue;
    const reset = values.get(name.replace('remaining', 'reset'));
    const wait = reset === undefined ? null : readReset(reset, now);
    if (wait !== null) waits.push(wait);
  }
  return waits.length === 0 ? null : Math.max(...waits);
}

/** `limit=100, remaining=0, reset=50`, or one entry for each policy: `"default";r=0;t=50`. */
function readStructured(value: string): readonly number[] {
  const read = (text: string, names: string): number | null => {
    const found = new RegExp(`(?:^|[;,\\s])(?:${names})=(\\d{1,9})(?=$|[;,\\s])`, 'u').exec(text)?.[1];
    return found === undefined ? null : Number(found);
  };
  const parts = /;\s*r=/u.test(value) ? value.split(',') : [value];
  return parts.flatMap((part) => {
    const reset = read(part, 't|reset');
    return read(part, 'r|remaining') === 0 && reset !== null ? [reset * 1000] : [];
  });
}

const DURATION =
  /^(?:(\d+(?:\.\d+)?)d)?(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/u;
const UNITS = [86_400_000, 3_600_000, 60_000, 1000, 1];

/** Larger numbers are seconds since 1970; numbers a thousand times larger are milliseconds. */
const EPOCH = 1e9;

/** `1s`, `6m0s`, `120ms`, seconds, a moment in seconds or milliseconds since 1970, or a date: milliseconds from now. */
export function readReset(text: string, now: Date): number | null {
  if (/^\d+(\.\d+)?$/u.test(text)) {
    const value = Number(text);
    if (value < EPOCH) return value * 1000;
    return Math.max(0, (value < EPOCH * 1000 ? value * 1000 : value) - now.getTime());
  }
  const parts = text === '' ? null : DURATION.exec(text);
  if (parts !== null) return UNITS.reduce((sum, unit, n) => sum + Number(parts[n + 1] ?? 0) * unit, 0);
  if (/^\d{4}-\d\d-\d\dT/u.test(text)) {
    const date = Date.parse(text);
    return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
  }
  return readRetryAfter(text, now);
}

/** An HTTP-date in the form that RFC 9110, section 5.6.7, requires of senders: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The wait that a `Retry-After` requests, in milliseconds from `now`: 0 for a past date, null for a value that is
 * neither seconds nor a date (RFC 9110, section 10.2.3).
 */
export function readRetryAfter(value: string, now: Date): number | null {
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/** The time of a run; tests replace it. */
export interface Clock {
  /** Monotonic time in milliseconds. */
  now(): number;
  /** The wall-clock time. */
  date(): Date;
  /** Waits at most as long as a timer can; returns early, without an error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await delay(Math.min(ms, LONGEST_TIMER), undefined, defined({ signal }));
    } catch {
      // An aborted signal ends the wait and is not an error.
    }
  },
};

/** A pause that an endpoint requested, observed by all workers of a run. */
export interface Pause {
  /** Pauses all workers from now on; false when the run has spent its waiting time. */
  hold(ms: number): boolean;
  /** Whether the pause is active. */
  holds(): boolean;
  /** Waits until the pause is over, or the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

/** A pause of at most `budget` milliseconds over the whole run. */
export function makePause(clock: Clock, budget: number): Pause {
  let until = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return {
    hold(ms) {
      const now = clock.now();
      const more = Math.max(0, now + ms - Math.max(now, until));
      if (spent + more > budget) return false;
      spent += more;
      until = Math.max(until, now + ms);
      return true;
    },
    holds: () => until > clock.now(),
    async wait(signal) {
      for (let left = until - clock.now(); left > 0; left = until - clock.now()) {
        if (signal?.aborted === true) return;
        await clock.sleep(left, signal);
      }
    },
  };
}

/** The rate at which a run sends, observed by all workers. */
export interface Pace {
  /** Waits until the next request may be sent, or until the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

/**
 * Spreads the requests of a minute evenly, because providers apply a limit per minute to shorter times as well, 60 per
 * minute as one per second (https://platform.openai.com/docs/guides/rate-limits). Infinity means no limit.
 */
export function makePace(clock: Clock, rpm: number): Pace {
  const gap = MINUTE / rpm;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async wait(signal) {
      const turn = Math.max(next, clock.now());
      next = turn + gap;
      for (let left = turn - clock.now(); left > 0; left = turn - clock.now()) {
        if (signal?.aborted === true) return;
        await clock.sleep(left, signal);
      }
    },
  };
}
