import type { RunEvent } from '../core/model/event.js';
import { openingOf } from './first-events.js';
import type { RunOptions } from './options.js';

/** What must be alike, and how a message names it. */
const ALIKE = {
  tool: 'another version of the tool',
  target: 'another endpoint or model',
  against: 'another upstream, or none',
  specs: 'other specs, or other revisions of them',
  shard: 'another part',
} as const;

/** Why a run of these options cannot go on from that record; null where it can. */
export function whyNotResume(before: readonly RunEvent[], options: RunOptions): string | null {
  const [run, plan] = openingOf({ ...options, before: [] }, new Date(0));
  const recordedRun = before.find((event) => event.type === 'run');
  const recordedPlan = before.find((event) => event.type === 'plan');
  if (run?.type !== 'run' || plan?.type !== 'plan' || recordedRun === undefined) return 'it records no run';
  // Killed before its plan was written: nothing was sent, and nothing is there to go on from.
  if (recordedPlan === undefined) return 'it was broken off before it began; begin a new run';
  for (const [name, what] of Object.entries(ALIKE) as [keyof typeof ALIKE, string][]) {
    const [then, now] = [recordedRun[name], run[name]].map((value) => JSON.stringify(value ?? null));
    if (then !== now) return `it is the record of ${what}: ${then}, not ${now}`;
  }
  const same = (['cases', 'omitted', 'repeat', 'positions'] as const).every(
    (name) => JSON.stringify(recordedPlan[name] ?? null) === JSON.stringify(plan[name] ?? null),
  );
  if (!same) return 'it is the record of another plan: other suites, cases or repetitions were selected';
  const unauthorized = before.some((event) => event.type === 'end' && event.stopped?.reason === 'unauthorized');
  return unauthorized ? 'its control request was refused for its key; begin a new run' : null;
}
