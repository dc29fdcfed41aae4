import { setMaxListeners } from 'node:events';
import type { Case, Plan } from './core/model/case.js';
import type { RunEvent, RunStarted } from './core/model/event.js';
import type { Exchange } from './core/model/exchange.js';
import type { Result } from './core/model/result.js';
import type { Spec } from './core/model/spec.js';
import { makeChannel } from './run/channel.js';
import { systemClock } from './io/clock.js';
import type { Clock } from './io/clock.js';
import { makePause } from './io/make-pause.js';
import { DEFAULT_RETRY, sendAttempts } from './io/send-attempts.js';
import type { RetryPolicy } from './io/send-attempts.js';
import type { Send } from './io/send.js';
import { makeReach } from './run/reach.js';

/** Judges one case by one spec; `judge` of `core/checks`. */
export type Judge = (given: {
  readonly case: Case;
  readonly spec: Spec;
  readonly exchanges: readonly Exchange[];
  readonly beside?: readonly Exchange[];
  readonly controlWorks: boolean | null;
}) => Result;

export interface RunOptions {
  readonly specs: readonly Spec[];
  readonly plan: Plan;
  readonly send: Send;
  readonly judge: Judge;
  readonly tool: RunStarted['tool'];
  readonly target: RunStarted['target'];
  /** How many cases are under way at once; 4 by default. */
  readonly concurrency?: number;
  /** How many times each case is sent; once by default. Each time is judged by itself. */
  readonly repeat?: number;
  readonly retry?: RetryPolicy;
  /** Ends the run early; what was seen until then stands. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** The suite that may tell why an endpoint takes no key under its documented scheme. */
const AUTH_SUITE = 'auth';

/**
 * Sends every case of the plan and has it judged: the control case alone first, then several cases at once, the steps of
 * each in order. Yields what happens as it happens: the run, the plan, each exchange as it ended, a result for each
 * case and spec, and the end. Leaving the loop early ends the run.
 *
 * It ends early where the endpoint cannot be reached, where it takes no key for the control case, and when `signal` is
 * aborted; the last event says so. Rejects only for faults of our own.
 */
export async function* run(options: RunOptions): AsyncGenerator<RunEvent, void, void> {
  const { plan, specs, repeat = 1 } = options;
  const clock = options.clock ?? systemClock;
  const began = clock.now();
  const leaving = new AbortController();
  const signal = options.signal === undefined ? leaving.signal : AbortSignal.any([options.signal, leaving.signal]);
  // Every exchange and every wait under way listens to it.
  setMaxListeners(0, signal);
  const channel = makeChannel<RunEvent>();
  const policy = options.retry ?? DEFAULT_RETRY;
  const pause = makePause(clock, policy.budget);
  const reach = makeReach();
  let ids = 0;
  const waiting: { readonly case: Case; readonly exchanges: readonly Exchange[]; readonly turn: Turn }[] = [];

  /** Judges what waits for word on whether the endpoint works at all. */
  const judgeWaiting = (): void => {
    for (const { case: planned, exchanges, turn } of waiting.splice(0)) {
      for (const id of planned.specs) {
        const spec = specs.find((candidate) => candidate.id === id);
        if (spec === undefined) throw new Error(`Case ${planned.id} names the spec ${id}, which is not in this run`);
        const result = options.judge({ case: planned, spec, exchanges, controlWorks: reach.works() });
        channel.push({ type: 'result', result, ...turn });
      }
    }
  };

  const runCase = async (planned: Case, n: number): Promise<void> => {
    const turn: Turn = repeat > 1 ? { repetition: n } : {};
    const exchanges: Exchange[] = [];
    for (const [at, step] of planned.steps.entries()) {
      const attempts = sendAttempts(
        step,
        { case: planned.id, step: at },
        {
          send: options.send,
          policy,
          pause,
          clock,
          nextId: () => ids++,
          retryStatus: planned.expects === 'accepted',
          signal,
        },
      );
      for await (const exchange of attempts) {
        // What was under way when the run was broken off shows nothing of the endpoint.
        if (signal.aborted && exchange.endCode === 'ABORTED') return;
        exchanges.push(exchange);
        channel.push({ type: 'exchange', exchange: { ...exchange, ...turn } });
      }
      if (signal.aborted) return;
      if (!reach.wasReached(exchanges)) break;
    }
    reach.take(planned, exchanges);
    waiting.push({ case: planned, exchanges, turn });
    // Without a request that worked, a failure may be the endpoint's or the network's: what failed waits for one.
    if (reach.works()) judgeWaiting();
  };

  const runCases = async (cases: readonly Case[], n: number): Promise<void> => {
    const left = cases.values();
    const work = async (): Promise<void> => {
      for (const planned of left) {
        if (signal.aborted || reach.isLost()) return;
        await runCase(planned, n);
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 4) }, work));
  };

  const runAll = async (): Promise<void> => {
    const control = findControl(plan.cases);
    if (control !== null && !signal.aborted) {
      await runCase(control, 0);
      reach.control();
    }
    // Time after time the whole plan, not case by case: what comes and goes is then seen at different times.
    for (let n = 0; n < repeat; n += 1) {
      const others = plan.cases.filter((planned) => n > 0 || planned !== control);
      await runCases(reach.isUnauthorized() ? others.filter(({ suite }) => suite === AUTH_SUITE) : others, n);
    }
    judgeWaiting();
    const stopped = signal.aborted
      ? ({ reason: 'interrupted', detail: 'the run was interrupted' } as const)
      : reach.stopped();
    const durationMs = Math.round(clock.now() - began);
    channel.push({ type: 'end', durationMs, complete: stopped === null, ...(stopped === null ? {} : { stopped }) });
    channel.end();
  };

  channel.push({
    type: 'run',
    schemaVersion: 1,
    tool: options.tool,
    target: options.target,
    specs: specs.map(({ id, revision, sha256 }) => ({ id, revision, sha256 })),
    claims: specs.flatMap(({ id: spec, claims }) =>
      claims.map(({ id, uncheckable }) => ({ id, spec, checkable: uncheckable === null })),
    ),
    startedAt: clock.date().toISOString(),
  });
  channel.push({ type: 'plan', cases: plan.cases, omitted: plan.omitted, ...(repeat > 1 ? { repeat } : {}) });
  const running = runAll().catch(channel.fail);
  try {
    yield* channel.events();
  } finally {
    leaving.abort();
    await running;
  }
}

/** Which time it is that a case is sent; nothing where each is sent once. */
type Turn = { readonly repetition?: number };

/** The plainest case that expects an answer: `basic/minimal`, else the first of `basic`, else the first of all. */
function findControl(cases: readonly Case[]): Case | null {
  const accepted = cases.filter(({ expects, steps }) => expects === 'accepted' && steps[0]?.auth.kind === 'valid');
  const inBasic = accepted.filter(({ suite }) => suite === 'basic');
  return inBasic.find(({ id }) => id === 'basic/minimal') ?? inBasic[0] ?? accepted[0] ?? null;
}
