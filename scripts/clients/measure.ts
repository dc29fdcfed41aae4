import { pathToFileURL } from 'node:url';
import { CLIENT_TASKS, type ClientTask, type TaskOutcome } from '../../src/core/clients/measured-client.js';
import type { Spec } from '../../src/core/model/spec.js';
import type { Fault } from '../../src/reference/fault.js';
import { basePathOf } from '../../src/reference/provider.js';
import type { Request } from '../../src/reference/reply.js';
import { REFERENCE_KEY, serveReplies } from '../../src/reference/serve.js';
import { compareResults, type TaskResult } from './compare-results.js';
import { isUsed, makeReplies } from './measured-reference.js';

/** What a driver exports: the tasks of a client for an endpoint. A task returns what its user would read. */
export interface Driver {
  readonly connect: (endpoint: {
    readonly baseUrl: string;
    readonly key: string;
    readonly model: string;
  }) => Readonly<Partial<Record<ClientTask, () => Promise<unknown>>>>;
}

/** A task that takes longer hangs, in milliseconds. It is then repeated alone, with the second limit. */
const LIMITS = { first: 3000, second: 6000 };

/** How many tasks run at the same time. */
const AT_ONCE = 10;

/** The measured tasks of one client, and what they return with the faithful provider. */
export interface Measurement {
  readonly tasks: readonly ClientTask[];
  readonly faithful: ReadonlyMap<ClientTask, TaskResult>;
  /** By fault and task. */
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<ClientTask, TaskOutcome>>;
}

/**
 * Runs every task of a client against the faithful reference provider, and against it with each of the faults. A task is
 * repeated only with the faults that change a response to its requests.
 * @param options.driver the path of the driver
 */
export async function measure(options: {
  readonly driver: string;
  readonly spec: Spec;
  readonly model: string;
  readonly faults: readonly Fault[];
}): Promise<Measurement> {
  const { spec, model, faults } = options;
  const { connect } = (await import(pathToFileURL(options.driver).href)) as Driver;
  const perform = (task: ClientTask, fault: Fault | null, limit: number): Promise<Performed> =>
    performTask({ connect, spec, model, task, fault, limit });
  const known = connect({ baseUrl: 'http://127.0.0.1:9/v1', key: REFERENCE_KEY, model });
  const tasks = CLIENT_TASKS.filter((task) => known[task] !== undefined);
  const faithful = new Map<ClientTask, Performed>();
  for (const task of tasks) faithful.set(task, await perform(task, null, LIMITS.second));

  const outcomes = new Map(faults.map(({ id }) => [id, new Map<ClientTask, TaskOutcome>()]));
  const jobs = faults.flatMap((fault) => tasks.map((task) => ({ fault, task })));
  const hanging: typeof jobs = [];
  const take = async ({ fault, task }: (typeof jobs)[number], limit: number): Promise<TaskOutcome> => {
    const expected = faithful.get(task);
    if (expected === undefined || !isUsed(spec, task, fault, expected.requests)) return NOT_USED;
    const { result } = await perform(task, fault, limit);
    return compareResults(
      typeof expected.result === 'object' && 'value' in expected.result ? expected.result.value : null,
      result,
    );
  };
  await runAll(jobs, AT_ONCE, async (job) => {
    const outcome = await take(job, LIMITS.first);
    if (outcome.outcome === 'hangs') hanging.push(job);
    outcomes.get(job.fault.id)?.set(job.task, outcome);
  });
  await runAll(hanging, AT_ONCE, async (job) => {
    outcomes.get(job.fault.id)?.set(job.task, await take(job, LIMITS.second));
  });
  return { tasks, faithful: new Map([...faithful].map(([task, { result }]) => [task, result])), outcomes };
}

const NOT_USED: TaskOutcome = { outcome: 'not-used', detail: null };

interface Performed {
  readonly result: TaskResult;
  readonly requests: readonly Request[];
}

async function performTask(options: {
  readonly connect: Driver['connect'];
  readonly spec: Spec;
  readonly model: string;
  readonly task: ClientTask;
  readonly fault: Fault | null;
  readonly limit: number;
}): Promise<Performed> {
  const { connect, spec, model, task, fault, limit } = options;
  const requests: Request[] = [];
  const respond = makeReplies(spec, task, fault);
  const { origin, close } = await serveReplies((request) => {
    requests.push(request);
    return respond(request);
  });
  const baseUrl = `${origin}${basePathOf(spec)}`;
  const run = connect({ baseUrl, key: REFERENCE_KEY, model })[task];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<TaskResult>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), limit);
  });
  const result = await Promise.race([run === undefined ? late : settle(run), late]);
  clearTimeout(timer);
  await close();
  return { result, requests };
}

export async function settle(run: () => Promise<unknown>): Promise<TaskResult> {
  try {
    return { value: await run() };
  } catch (error) {
    const { name, message, constructor } = error instanceof Error ? error : new Error(String(error));
    return { thrown: { error: name === 'Error' ? constructor.name : name, message } };
  }
}

async function runAll<Job>(jobs: readonly Job[], atOnce: number, run: (job: Job) => Promise<void>): Promise<void> {
  const left = jobs.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const job of left) await run(job);
    }),
  );
}
