import { setImmediate } from 'node:timers/promises';
import type { Case } from '../core/model/case.js';
import type { Exchange } from '../core/model/exchange.js';
import type { Send } from '../io/http/send.js';
import { makeAsking, type Role } from './request-scheduler.js';
import { makePreflight, type Preflight } from './preflight.js';
import type { Place } from './restore.js';
import type { Shared } from './run-context.js';

/** One endpoint of a run: the target, or the upstream that is asked the same. */
export interface Side {
  readonly cases: readonly Case[];
  readonly reach: Preflight;
  /** Asks the case that stands at `n` in the plan, and has it judged soon; what is settled of it is not sent again. */
  run(n: number, repetition: number): Promise<void>;
  roleOf(n: number): Role;
  /** Judges what waits for word on whether the endpoint works at all. */
  judgeWaiting(): Promise<void>;
}

export function makeSide(
  { cases, send, against }: { readonly cases: readonly Case[]; readonly send: Send; readonly against: boolean },
  shared: Shared,
): Side {
  const { specs, repeat, restored, push } = shared;
  const reach = makePreflight(against ? 'the upstream' : 'the endpoint');
  const asking = makeAsking({ cases, send, against }, shared);
  const mark = against ? ({ against } as const) : {};
  const turnOf = ({ repetition }: Place) => (repeat > 1 ? { repetition } : {});
  const waiting: { readonly case: Case; readonly exchanges: readonly Exchange[]; readonly place: Place }[] = [];

  const judgeThose = async (those: (typeof waiting)[number][]): Promise<void> => {
    const judge = await shared.loadJudge();
    for (const { case: planned, exchanges, place } of those) {
      // What can be sent and what has arrived comes first: neither waits while cases are judged.
      await setImmediate();
      const controlWorks = reach.worksFor(planned, exchanges);
      for (const id of planned.specs) {
        const spec = specs.find((candidate) => candidate.id === id);
        if (spec === undefined) throw new Error(`Case ${planned.id} names the spec ${id}, which is not in this run`);
        const result = judge({ case: planned, spec, exchanges, controlWorks });
        push({ type: 'result', result, ...turnOf(place), ...mark });
      }
    }
  };

  const judgeSettled = async (): Promise<void> => {
    const all = waiting.splice(0);
    const settled = all.filter(({ case: planned, exchanges }) => reach.isSettled(planned, exchanges));
    waiting.push(...all.filter((each) => !settled.includes(each)));
    await judgeThose(settled);
  };

  let judging = Promise.resolve();
  const judgeSoon = (): void => {
    judging = judging.then(judgeSettled);
    // Whoever waits for the last of them is told.
    judging.catch(() => {});
  };

  return {
    cases,
    reach,
    roleOf: (n) => asking.roleOf(n),
    async judgeWaiting() {
      await judging;
      await judgeThose(waiting.splice(0));
    },
    async run(n, repetition) {
      const planned = cases[n];
      if (planned === undefined) return;
      const place = { planned: n, against, repetition };
      const settled = restored.judged(place);
      if (settled !== null) return reach.take(planned, settled);
      const exchanges = await asking.ask(n, repetition);
      if (exchanges === null) return;
      reach.take(planned, exchanges);
      waiting.push({ case: planned, exchanges, place });
      // Without a request that worked since, a failure may be the endpoint's or the network's: what failed waits for one.
      if (reach.works()) judgeSoon();
    },
  };
}
