import { createHash } from 'node:crypto';
import type { Case, Plan } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import { type Exchange, exchangeOfCase } from '../core/model/exchange.js';
import { isReached } from '../core/wire/may-be-retried.js';
import { escapeUnseen } from '../core/wire/quote.js';
import { openingOf } from './first-events.js';
import type { RunOptions } from './options.js';

/** One sending of a planned case: which case, to which endpoint, and which repetition. */
export interface Place {
  /** The position of the case in the plan, from 0. */
  readonly planned: number;
  readonly against: boolean;
  readonly repetition: number;
}

/** What the record of an interrupted run contains. */
export interface Restored {
  /** The exchanges of a case that every spec has judged; null if a result is missing. */
  judged(place: Place): readonly Exchange[] | null;
  /** The attempts at a request; `place` is that of the first case that it was sent for. */
  sent(place: Place, step: number, batched: boolean): readonly Exchange[];
  /** Everything that was sent. */
  readonly exchanges: readonly Exchange[];
  readonly nextId: number;
}

/**
 * Reads from the events of an interrupted run what need not be sent again. If the run stopped because its endpoint was
 * unreachable, requests that did not reach it are sent again.
 */
export function restore(events: readonly RunEvent[], cases: readonly Case[]): Restored {
  const ends = events.flatMap((event) => (event.type === 'end' ? [event] : []));
  const wasLost = ends.at(-1)?.stopped?.reason === 'unreachable';
  const exchanges = new Map<string, Exchange[]>();
  const byId = new Map<number, Exchange>();
  const judged = new Map<string, readonly number[]>();
  for (const event of events) {
    if (event.type === 'exchange') {
      const { exchange, planned = -1, against = false } = event;
      byId.set(exchange.id, exchange);
      const key = nameOf({ planned, against, repetition: exchange.repetition ?? 0 }, exchange.joined ?? false);
      exchanges.set(key, [...(exchanges.get(key) ?? []), exchange]);
    } else if (event.type === 'result') {
      const { result, against = false, repetition = 0 } = event;
      judged.set(`${result.case} ${result.spec} ${against} ${repetition}`, result.exchanges);
    }
  }
  return {
    exchanges: [...byId.values()],
    nextId: [...byId.keys()].reduce((next, id) => Math.max(next, id + 1), 0),
    judged({ planned, against, repetition }) {
      const { id, specs = [] } = cases[planned] ?? {};
      const results = specs.map((spec) => judged.get(`${id} ${spec} ${against} ${repetition}`));
      if (id === undefined || results.includes(undefined)) return null;
      const restored = (results[0] ?? []).flatMap((n) => {
        const exchange = byId.get(n);
        return exchange === undefined ? [] : (exchangeOfCase(exchange, id) ?? []);
      });
      return wasLost && !isReached(restored.at(-1)) ? null : restored;
    },
    sent(place, step, batched) {
      const recorded = exchanges.get(nameOf(place, batched)) ?? [];
      return wasLost && !isReached(recorded.at(-1)) ? [] : recorded.filter((exchange) => exchange.step === step);
    },
  };
}

function nameOf({ planned, against, repetition }: Place, batched: boolean): string {
  return `${planned} ${against} ${repetition} ${batched}`;
}

/** What must be alike, and how a message names it. */
const ALIKE = {
  tool: 'another version of the tool',
  target: 'another endpoint or model',
  against: 'another upstream, or none',
  specs: 'other specs, or other revisions of them',
  shard: 'another part',
} as const;

/** Why a run of these options cannot go on from that record; null if it can. */
export function whyNotResume(before: readonly RunEvent[], options: RunOptions): string | null {
  const [run, plan] = openingOf({ ...options, before: [] }, new Date(0));
  const recordedRun = before.find((event) => event.type === 'run');
  const recordedPlan = before.find((event) => event.type === 'plan');
  if (run?.type !== 'run' || plan?.type !== 'plan' || recordedRun === undefined) return 'it records no run';
  // Killed before its plan was written: nothing was sent, and nothing is there to go on from.
  if (recordedPlan === undefined) return 'it was broken off before it began; begin a new run';
  for (const [name, what] of Object.entries(ALIKE) as [keyof typeof ALIKE, string][]) {
    const [then, now] = [recordedRun[name], run[name]];
    if (JSON.stringify(then ?? null) !== JSON.stringify(now ?? null)) return differs(what, then, now);
  }
  const same = (['cases', 'omitted', 'repeat', 'positions'] as const).every(
    (name) => JSON.stringify(recordedPlan[name] ?? null) === JSON.stringify(plan[name] ?? null),
  );
  if (!same) return 'it is the record of another plan: other suites, cases or repetitions were selected';
  const unauthorized = before.some((event) => event.type === 'end' && event.stopped?.reason === 'unauthorized');
  return unauthorized ? 'its control request was refused for its key; begin a new run' : null;
}

function differs(what: string, then: unknown, now: unknown): string {
  const [before, after] = [describe(then), describe(now)];
  if (before === after) return `the files of a spec have changed since (${before}); begin a new run`;
  return `it is the record of ${what}: ${before}, not ${after}`;
}

/** What only identifies files: nothing that a person could compare. */
const DIGESTS: ReadonlySet<string> = new Set(['sha256', 'meaning', 'plan']);

/** The values of a part of the run event, for a person: `http://127.0.0.1/v1, m`. */
function describe(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value !== 'object') return typeof value === 'string' ? escapeUnseen(value) : JSON.stringify(value);
  const shown = Object.entries(value).filter(([name]) => !DIGESTS.has(name));
  return shown.map(([, each]) => describe(each)).join(', ');
}

/** By what the parts of a plan know that they are parts of the same: SHA-256 over the whole, in hex. */
export function fingerprint(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify([plan.cases, plan.omitted]))
    .digest('hex');
}
