import { defined } from '../core/model/defined.js';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { dictatedTexts } from '../core/judge/dictated-texts.js';
import { trackEndpointHealth } from '../core/judge/endpoint-health.js';
import { judgeRedacted } from '../core/judge/judge-redacted.js';
import type { Case } from '../core/model/case.js';
import type { Exchange } from '../core/model/exchange.js';
import { judgeInTime } from '../io/time-limit.js';
import { checkControl, type Stopped, trackReachability } from './preflight.js';
import { makeRequestScheduler, type Sharing } from './request-scheduler.js';
import type { Place } from './resume.js';
import type { Endpoint, RunContext } from './context.js';

/** Runs the cases of a plan against one endpoint: the target, or the upstream. */
export interface TargetRunner {
  /** Sends the control case and checks its response. */
  runControl(planned: number): Promise<void>;
  /** Sends the case at `planned` and has it judged soon. A case that the resumed run judged is not sent again. */
  run(planned: number, repetition: number): Promise<void>;
  sharingOf(planned: number): Sharing;
  /** Judges the cases that still wait because the endpoint was not known to work. */
  judgeRemaining(): Promise<void>;
  /** Why the endpoint gets no further requests, or only some; null while it gets all. */
  stopped(): Stopped | null;
}

/** Responses of so many milliseconds are judged together, because judgements share a timer (`judgeInTime`). */
const GATHERING = 10;

/** A case that was sent and is not judged yet. */
interface Unjudged {
  readonly testCase: Case;
  readonly exchanges: readonly Exchange[];
  readonly place: Place;
}

/** Makes the runner of an endpoint. */
export function makeTargetRunner(endpoint: Endpoint, context: RunContext): TargetRunner {
  const { cases, against } = endpoint;
  const { specs, repeat, restored, redactor, judgingLimit, push } = context;
  const name = against ? 'the upstream' : 'the endpoint';
  const health = trackEndpointHealth();
  const scheduler = makeRequestScheduler(endpoint, context, () => health.works());
  const reachability = trackReachability(name, (exchange) => redactor.exchange(exchange));
  // The verdicts of a part are those of the whole run that it becomes.
  const dictated = dictatedTexts(endpoint.complete ?? cases);
  let control: Stopped | null = null;
  let unjudged: Unjudged[] = [];

  /** Judges cases and takes them out of the list, so that a response is not kept longer than needed. */
  const judgeAll = async (ready: Unjudged[]): Promise<void> => {
    const judge = await context.loadJudge();
    const judgements = ready.splice(0).flatMap(({ testCase, exchanges, place }) => {
      const controlWorks = health.worksFor(testCase, exchanges);
      return testCase.specs.map((id) => {
        const spec = specs.find((candidate) => candidate.id === id);
        if (spec === undefined) throw new Error(`Case ${testCase.id} names the spec ${id}, which is not in this run`);
        return { case: testCase, spec, exchanges, controlWorks, dictated, place };
      });
    });
    while (judgements.length > 0) {
      // Requests and responses come first: neither waits while cases are judged.
      await setImmediate();
      for (const result of judgeInTime((each) => judgeRedacted(judge, each, redactor), judgements, judgingLimit)) {
        const { place } = judgements.shift() ?? {};
        const repetition = repeat > 1 ? (place?.repetition ?? 0) : undefined;
        push({ type: 'result', result, ...defined({ repetition, against: against || undefined }) });
      }
    }
  };

  const judgeSettled = async (): Promise<void> => {
    const settled = unjudged.filter(({ testCase, exchanges }) => health.isSettled(testCase, exchanges));
    unjudged = unjudged.filter((each) => !settled.includes(each));
    await judgeAll(settled);
  };

  let judging = Promise.resolve();
  let isPlanned = false;
  const judgeSoon = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    judging = judging.then(async () => {
      await setTimeout(GATHERING);
      isPlanned = false;
      await judgeSettled();
    });
    // `judgeRemaining` awaits the last one and gets its error.
    judging.catch(() => {});
  };

  const addExchanges = (testCase: Case, exchanges: readonly Exchange[]): void => {
    health.take(testCase, exchanges);
    reachability.add(testCase.id, exchanges, health.works());
  };

  /** The exchanges of a case, or null if it was not sent to its end. */
  const runCase = async (planned: number, repetition: number): Promise<readonly Exchange[] | null> => {
    const testCase = cases[planned];
    if (testCase === undefined) return null;
    const place = { planned, against, repetition };
    const judged = restored.judged(place);
    const exchanges = judged ?? (await scheduler.exchangesOf(planned, repetition));
    if (exchanges === null) return null;
    addExchanges(testCase, exchanges);
    if (judged !== null) return judged;
    unjudged.push({ testCase, exchanges, place });
    // Until a request succeeds, a failure may be due to the endpoint or the network: failed cases wait.
    if (health.works()) judgeSoon();
    return exchanges;
  };

  return {
    async runControl(planned) {
      const exchanges = await runCase(planned, 0);
      if (exchanges === null) return;
      reachability.requireConnection();
      const last = exchanges.at(-1);
      control = checkControl(last === undefined ? last : redactor.exchange(last), name);
    },
    async run(planned, repetition) {
      await runCase(planned, repetition);
    },
    sharingOf: (planned) => scheduler.sharingOf(planned),
    async judgeRemaining() {
      await judging;
      await judgeAll(unjudged);
    },
    stopped() {
      const detail = reachability.reason();
      return control ?? (detail === null ? null : { reason: 'unreachable', detail });
    },
  };
}
