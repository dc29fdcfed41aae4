import { setMaxListeners } from 'node:events';
import type { RunEnded, RunEvent } from '../core/model/event.js';
import { systemClock, makePace } from '../io/http/pacing.js';
import { DEFAULT_RETRY } from '../io/http/send-attempts.js';
import { makeBudget } from './budget.js';
import { makeChannel } from './channel.js';
import { findControl } from './control.js';
import { openingOf } from './first-events.js';
import type { RunOptions } from './options.js';
import { orderCases } from './order-cases.js';
import { restore } from './restore.js';
import { makeSide } from './target-runner.js';

export type { Judge, RunOptions } from './options.js';

/** The suite that may tell why an endpoint takes no key under its documented scheme. */
const AUTH_SUITE = 'auth';

/**
 * Sends every case of the plan and has it judged: the control case alone first, then several cases at once, the steps of
 * each in order. Yields what happens as it happens: the run, the plan, each exchange as it ended, a result for each
 * case and spec, and the end. Leaving the loop early ends the run.
 *
 * It ends early where an endpoint cannot be reached, where it takes no key for the control case, where the allowance is
 * spent, and when `signal` is aborted; the last event says so. Rejects only for faults of our own.
 *
 * With `before` it goes on where that record ends, and yields only what is new; where nothing is left to do, nothing.
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent, void, void> {
  const { plan, repeat = 1, before = [] } = options;
  if (isOver(before)) return;
  const clock = options.clock ?? systemClock;
  const began = clock.now();
  const leaving = new AbortController();
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
  // Every exchange and every wait under way listens to it.
  setMaxListeners(0, signal);
  const channel = makeChannel<RunEvent>();
  const restored = restore(before, plan.cases);
  let ids = restored.nextId;
  const budget = makeBudget(options.allowance ?? {}, restored.exchanges);
  const shared = {
    specs: options.specs,
    loadJudge: async () => ('load' in options.judge ? options.judge.load() : options.judge),
    repeat,
    policy: options.retry ?? DEFAULT_RETRY,
    clock,
    pace: makePace(clock, options.rpm ?? Number.POSITIVE_INFINITY),
    budget,
    restored,
    nextId: () => ids++,
    signal,
    push: channel.push,
  };
  const target = makeSide({ cases: plan.cases, send: options.send, against: false }, shared);
  const upstream = options.against === undefined ? null : makeSide({ ...options.against, against: true }, shared);
  // A case goes to both at nearly the same time: what changes in between is no one's fault.
  const sides = upstream === null ? [target] : [target, upstream];
  const isOff = (): boolean =>
    signal.aborted || budget.exhausted() !== null || sides.some(({ reach }) => reach.isLost());

  const runCases = async (places: readonly number[], repetition: number): Promise<void> => {
    const left = places.flatMap((n) => sides.map((side) => [side, n] as const)).values();
    const work = async (): Promise<void> => {
      for (const [side, n] of left) {
        if (isOff()) return;
        await side.run(n, repetition);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 4) }, work));
  };

  const runAll = async (): Promise<void> => {
    const control = findControl(plan.cases);
    for (const side of sides) {
      if (control < 0 || isOff()) break;
      await side.run(control, 0);
      side.reach.control();
    }
    const isForeign = sides.some(({ reach }) => reach.isForeign());
    const all = orderCases(plan.cases, (n) => target.roleOf(n));
    const isAsked = (n: number): boolean =>
      !isForeign && (!sides.some(({ reach }) => reach.isUnauthorized()) || plan.cases[n]?.suite === AUTH_SUITE);
    // Time after time the whole plan, not case by case: what comes and goes is then seen at different times.
    for (let n = 0; n < repeat; n += 1) {
      const others = all.filter((place) => n > 0 || place !== control);
      await runCases(others.filter(isAsked), n);
    }
    for (const side of sides) await side.judgeWaiting();
    const stopped = whyStopped();
    const durationMs = Math.round(clock.now() - began);
    channel.push({ type: 'end', durationMs, complete: stopped === null, ...(stopped === null ? {} : { stopped }) });
    channel.end();
  };

  const whyStopped = (): NonNullable<RunEnded['stopped']> | null => {
    if (signal.aborted) return { reason: 'interrupted', detail: 'the run was interrupted' };
    const stopped = sides.map(({ reach }) => reach.stopped()).find((why) => why !== null);
    if (stopped !== undefined) return stopped;
    const spent = budget.exhausted();
    return spent === null ? null : { reason: 'budget', detail: spent };
  };

  for (const event of openingOf(options, clock.date())) channel.push(event);
  const running = runAll().catch(channel.fail);
  try {
    yield* channel.events();
  } finally {
    leaving.abort();
    await running;
  }
}

/** Whether a record is that of a run which came to its end. */
function isOver(events: readonly RunEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'end' || type === 'resumed');
  return last?.type === 'end' && last.complete;
}
