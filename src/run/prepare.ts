import { dialectOf } from '../core/dialect/index.js';
import type { InputError } from '../core/model/input-error.js';
import type { Plan } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Spec } from '../core/model/spec.js';
import type { Suite } from '../core/model/suite.js';
import { checkLimit } from '../core/plan/token-limit.js';
import { makePlan } from '../core/plan/make-plan.js';
import { coverClaims, pickCases } from '../core/plan/quick.js';
import type { Selection } from '../core/plan/select.js';
import { shardPlan } from '../core/plan/shard.js';
import { pickSpecs } from '../core/spec/pick-specs.js';
import { describeNoConnection } from '../io/http/transport-error.js';
import { findModel } from '../io/http/find-model.js';
import type { Limits, Timeouts } from '../io/http/limits.js';
import { loadSpecs } from '../io/files/load-specs.js';
import { loadSuites } from '../io/files/load-suites.js';
import { makeTransport, type Transport } from '../io/http/transport.js';
import { fingerprint } from './fingerprint.js';
import { isReached } from './preflight.js';
import type { RunOptions } from './run.js';
import { whyNotResume } from './why-not-resume.js';
import { TOOL } from '../io/files/package-files.js';

/** What a run is to be: whom to ask, by which specs, and what. */
export interface RunRequest {
  /** The endpoint with its version prefix, `http://127.0.0.1:8080/v1`. */
  readonly baseUrl: string;
  /** The API key; null where there is none. It is never recorded. */
  readonly key: string | null;
  /** Ids of specs in order; the first decides what the requests look like where they differ. */
  readonly specs: readonly string[];
  /** The model to ask for. Left out, it is the one that the first spec recommends, else one that `GET /models` lists. */
  readonly model?: string | undefined;
  /** The model that stands in the requests where none is named, for a plan that is not sent: then none is looked up. */
  readonly standIn?: string | undefined;
  readonly selection?: Selection;
  /** The documented parameter that limits the tokens of requests; left out, the older of two. */
  readonly limitParameter?: string | undefined;
  /** Only a few requests, chosen to put as many claims to the test as they can. */
  readonly quick?: boolean | undefined;
  /** Headers for every request, such as a gateway's routing. Like the key they are not recorded. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts?: Partial<Timeouts>;
  readonly limits?: Partial<Limits>;
  readonly concurrency?: number;
  /** How many times each case is sent; once by default. */
  readonly repeat?: number | undefined;
  /** An upstream that is asked the same. */
  readonly against?: {
    readonly baseUrl: string;
    readonly key: string | null;
    readonly headers?: Readonly<Record<string, string>>;
    /** Left out, the target's. */
    readonly model?: string | undefined;
  };
  /** The most requests in a minute. */
  readonly rpm?: number | undefined;
  readonly allowance?: RunOptions['allowance'];
  /** Only this part of the plan, from 1. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /** What a run of the same plan recorded before it was broken off; empty for a run that begins. */
  readonly before?: readonly RunEvent[];
  readonly signal?: AbortSignal;
}

/** A run that can begin. */
export interface PreparedRun {
  readonly specs: readonly Spec[];
  readonly plan: Plan;
  readonly options: RunOptions;
  /** Closes the connections. Call it when the run is over. */
  close(): Promise<void>;
}

/**
 * Loads what a run needs, finds the model and makes the plan. Sends nothing, except `GET /models` where neither the
 * request nor the first spec names a model.
 * @returns what is wrong, as values, where the run cannot begin.
 */
export async function prepareRun(
  request: RunRequest,
): Promise<PreparedRun | { readonly errors: readonly InputError[] }> {
  const [loadedSpecs, loadedSuites] = await Promise.all([loadSpecs({ only: request.specs }), loadSuites()]);
  // Of a spec that is wrong it is not said, too, that there is none.
  const errors = [...loadedSpecs.errors, ...loadedSuites.errors];
  if (errors.length > 0) return { errors };
  const picked = pickSpecs(loadedSpecs.specs, request.specs);
  if (!picked.ok) return { errors: picked.errors };
  const specs = picked.value;
  const limitErrors = request.limitParameter === undefined ? [] : checkLimit(specs, request.limitParameter);
  if (limitErrors.length > 0) return { errors: limitErrors };
  const shared = {
    authSchemes: specs.flatMap(({ auth }) => auth),
    userAgent: `${TOOL.name}/${TOOL.version}`,
    ...(request.timeouts === undefined ? {} : { timeouts: request.timeouts }),
    ...(request.limits === undefined ? {} : { limits: request.limits }),
  };
  const open = ({ baseUrl, key, headers = {} }: Pick<RunRequest, 'baseUrl' | 'key' | 'headers'>) =>
    makeTransport({ ...shared, baseUrl, key, headers });
  const transport = open(request);
  if (!transport.ok) return transport;
  const upstream = request.against === undefined ? null : open(request.against);
  if (upstream?.ok === false) return { errors: upstream.errors.map((error) => ({ ...error, file: '--against' })) };
  const close = async (): Promise<void> => {
    await Promise.all([transport.value.close(), upstream?.value.close()]);
  };
  const options = await settle(request, specs, loadedSuites.suites, transport.value, upstream?.value ?? null);
  if ('errors' in options) {
    await close();
    return options;
  }
  return { specs, plan: options.plan, options, close };
}

async function settle(
  request: RunRequest,
  specs: readonly Spec[],
  suites: readonly Suite[],
  transport: Transport,
  upstream: Transport | null,
): Promise<RunOptions | { readonly errors: readonly InputError[] }> {
  const { before = [], against, shard } = request;
  const recorded = before.find((event) => event.type === 'run')?.target.model;
  const found = await chooseModel(
    request.model ?? recorded ?? specs[0]?.models.recommended ?? request.standIn ?? null,
    specs,
    transport,
  );
  if ('errors' in found) return found;
  const { model } = found;
  const make = (asked: string) =>
    makePlan({
      specs,
      suites,
      model: asked,
      limitParameter: request.limitParameter,
      ...(request.selection === undefined ? {} : { selection: request.selection }),
    });
  const planned = make(model);
  const there = make(against?.model ?? model);
  if ('errors' in planned) return planned;
  if ('errors' in there) return there;
  const narrow = request.quick === true ? await narrowToQuick(planned.plan, specs) : (whole: Plan) => whole;
  const whole = narrow(planned.plan);
  const part = shard === undefined ? null : shardPlan(whole, shard);
  const plan = part?.plan ?? whole;
  const mirrored = narrow(there.plan);
  const options: RunOptions = {
    specs,
    plan,
    send: transport.send,
    judge: { load: async () => (await import('../core/judge/judge.js')).judge },
    tool: TOOL,
    target: { baseUrl: request.baseUrl, model },
    before,
    ...(against === undefined || upstream === null
      ? {}
      : {
          against: {
            target: { baseUrl: against.baseUrl, model: against.model ?? model },
            send: upstream.send,
            cases: (shard === undefined ? mirrored : shardPlan(mirrored, shard).plan).cases,
          },
        }),
    ...(part === null || shard === undefined
      ? {}
      : { part: { shard: { ...shard, plan: fingerprint(whole) }, positions: part.positions } }),
    ...(request.rpm === undefined ? {} : { rpm: request.rpm }),
    ...(request.allowance === undefined ? {} : { allowance: request.allowance }),
    ...(request.repeat === undefined ? {} : { repeat: request.repeat }),
    ...(request.concurrency === undefined ? {} : { concurrency: request.concurrency }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  };
  const why = before.length === 0 ? null : whyNotResume(before, options);
  return why === null ? options : refuse('--resume', `The run cannot go on: ${why}.`, null);
}

/** Cuts plans down to the cases of a quick run, which a rehearsal before the reference provider finds out. */
async function narrowToQuick(plan: Plan, specs: readonly Spec[]): Promise<(whole: Plan) => Plan> {
  const { rehearse } = await import('../reference/rehearse.js');
  const places = coverClaims(plan, specs, rehearse(plan, specs));
  return (whole) => pickCases(whole, places);
}

async function chooseModel(
  named: string | null,
  [first]: readonly Spec[],
  transport: Transport,
): Promise<{ readonly model: string } | { readonly errors: readonly InputError[] }> {
  if (named !== null || first === undefined) return { model: named ?? '' };
  const found = await findModel(transport.send, dialectOf(first).models);
  if (found.model !== null) return { model: found.model };
  if (!isReached(found.exchange))
    return refuse('--base-url', describeNoConnection('the endpoint', found.exchange), null);
  return refuse('--model', `no model is named, and none could be found: ${found.reason}.`, 'Name one with --model.');
}

function refuse(file: string, reason: string, suggestion: string | null): { readonly errors: readonly InputError[] } {
  return { errors: [{ file, line: null, column: null, reason, suggestion }] };
}
