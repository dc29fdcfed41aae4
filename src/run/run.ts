import { defined } from '../core/model/defined.js';
import { setMaxListeners } from 'node:events';
import type { RunEvent } from '../core/model/event.js';
import { DEFAULT_TIMEOUTS } from '../io/http/limits.js';
import { systemClock, makePace } from '../io/http/rate-limit.js';
import { DEFAULT_RETRY } from '../io/http/send-attempts.js';
import { makeBudget } from './budget.js';
import { makeChannel } from './channel.js';
import { findControl, type Stopped } from './preflight.js';
import { openingOf } from './first-events.js';
import type { RunOptions } from './options.js';
import type { RunContext } from './context.js';
import { orderCases } from './order-cases.js';
import { failClosed } from '../core/redact/fail-closed.js';
import { isComplete } from '../core/report/superseded.js';
import type { Redactor } from '../core/redact/redactor.js';
import { openTransports } from '../io/http/open-transports.js';
import { redactEvent } from './redact-event.js';
import { restore } from './resume.js';
import { makeRunRedactor } from './run-secrets.js';
import { makeTargetRunner } from './target-runner.js';

export type { Judge, RunOptions } from './options.js';

/** The suite that shows why an endpoint does not accept the key under its documented scheme. */
const AUTH_SUITE = 'auth';

/**
 * Sends every case of the plan and judges it: first the control case, then several cases at the same time, the steps of each
 * in order. Yields events as they happen: the run, the plan, each exchange, a result for each case and spec, and the end.
 * Leaving the loop early ends the run.
 *
 * A run ends early if the endpoint is unreachable, if it rejects the key of the control case, if the allowance is spent, or
 * if `signal` is aborted; the last event names the reason. Rejects only for our own faults.
 *
 * Events contain no secret of `redactor`, by default none of any open transport; the responses are judged as they were
 * received. If redacting fails, the run ends: what was not redacted is not yielded.
 *
 * With `before` the run continues that record and yields only new events; none if the record is complete.
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent, void, void> {
  const { plan, repeat = 1, before = [] } = options;
  if (isComplete(before)) return;
  const clock = options.clock ?? systemClock;
  const began = clock.now();
  const leaving = new AbortController();
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
  // Every exchange and every wait adds a listener.
  setMaxListeners(0, signal);
  const channel = makeChannel<RunEvent>();
  const redactor = failClosed(options.redactor ?? redactorOfTransports(options));
  const push = (event: RunEvent): void => channel.push(redactEvent(event, redactor));
  const restored = restore(before, plan.cases);
  let ids = restored.nextId;
  const budget = makeBudget(options.allowance ?? {}, restored.exchanges);
  const context: RunContext = {
    specs: options.specs,
    loadJudge: async () => ('load' in options.judge ? options.judge.load() : options.judge),
    judgingLimit: options.judgingLimit ?? DEFAULT_TIMEOUTS.total,
    repeat,
    policy: options.retry ?? DEFAULT_RETRY,
    clock,
    pace: makePace(clock, options.rpm ?? Number.POSITIVE_INFINITY),
    budget,
    restored,
    nextId: () => ids++,
    signal,
    redactor,
    push,
  };
  const target = makeTargetRunner(
    { cases: plan.cases, complete: options.part?.complete, send: options.send, against: false },
    context,
  );
  const upstream =
    options.against === undefined ? null : makeTargetRunner({ ...options.against, against: true }, context);
  const runners = upstream === null ? [target] : [target, upstream];
  const stopReason = () => runners.map((runner) => runner.stopped()).find((stopped) => stopped !== null) ?? null;
  const isOver = (): boolean =>
    signal.aborted ||
    budget.exhausted() !== null ||
    runners.some((runner) => runner.stopped()?.reason === 'unreachable');

  const runCases = async (places: readonly number[], repetition: number): Promise<void> => {
    // Both endpoints get a case at nearly the same time: a difference is not due to the time.
    const left = places.flatMap((planned) => runners.map((runner) => [runner, planned] as const)).values();
    const work = async (): Promise<void> => {
      for (const [runner, planned] of left) {
        if (isOver()) return;
        await runner.run(planned, repetition);
      }
    };
    await Promise.all(
      Array.from({ length: Math.min(places.length * runners.length, Math.max(1, options.concurrency ?? 4)) }, work),
    );
  };

  /** Whether a case is sent after the control case: without a valid key only the auth suite is. */
  const isSent = (planned: number): boolean => {
    const reasons = runners.map((runner) => runner.stopped()?.reason);
    if (reasons.includes('not-the-api')) return false;
    return !reasons.includes('unauthorized') || plan.cases[planned]?.suite === AUTH_SUITE;
  };

  const runAll = async (): Promise<void> => {
    const control = findControl(plan.cases);
    for (const runner of runners) {
      if (control < 0 || isOver()) break;
      await runner.runControl(control);
    }
    const ordered = orderCases(plan.cases, (planned) => target.sharingOf(planned));
    // The whole plan is repeated, not each case: intermittent divergences are then seen at different times.
    for (let n = 0; n < repeat; n += 1) {
      const others = ordered.filter((planned) => n > 0 || planned !== control);
      await runCases(others.filter(isSent), n);
    }
    for (const runner of runners) await runner.judgeRemaining();
    const stopped = whyStopped();
    const durationMs = Math.round(clock.now() - began);
    push({ type: 'end', durationMs, complete: stopped === null, ...defined({ stopped: stopped ?? undefined }) });
    channel.end();
  };

  const whyStopped = (): Stopped | null => {
    if (signal.aborted) return { reason: 'interrupted', detail: 'the run was interrupted' };
    const spent = budget.exhausted();
    return stopReason() ?? (spent === null ? null : { reason: 'budget', detail: spent });
  };

  for (const event of openingOf(options, clock.date())) push(event);
  const running = runAll().catch((error: unknown) => channel.fail(redactor.error(error)));
  try {
    yield* channel.events();
  } finally {
    leaving.abort();
    await running;
  }
}

/** A redactor for the secrets of every transport that is open, `send` among them. */
function redactorOfTransports({ plan, part, specs }: RunOptions): Redactor {
  const made = makeRunRedactor(openTransports(), { ...plan, cases: part?.complete ?? plan.cases }, specs);
  if (made.ok) return made.value;
  throw new Error(made.errors.map(({ file, reason }) => `${file}: ${reason}`).join('\n'));
}
