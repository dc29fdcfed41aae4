import { defined } from '../core/model/defined.js';
import type { Plan } from '../core/model/case.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { Spec } from '../core/model/spec.js';
import type { Suite } from '../core/model/suite.js';
import { makePlan, MOST_REQUESTS } from '../core/plan/make-plan.js';
import { shardPlan } from '../core/plan/shard.js';
import { versionHeaders } from '../core/plan/spec-for-run.js';
import { checkLimit } from '../core/plan/token-limit.js';
import { openSpecs } from '../io/files/open-specs.js';
import { openSuites } from '../io/files/load-suites.js';
import { TOOL } from '../io/files/package-files.js';
import { makeTransport, type Transport } from '../io/http/transport.js';
import { chooseModel } from './choose-model.js';
import { redactAddress } from '../core/redact/credential-names.js';
import { makeRunRedactor } from './run-secrets.js';
import { fingerprint, whyNotResume } from './resume.js';
import type { RunOptions } from './options.js';
import { chooseQuickCases } from './quick-cases.js';
import type { RunRequest } from './run-request.js';
import { checkHeaders, withoutHeaders } from './version-headers.js';

/** A run that can begin. */
export interface PreparedRun {
  readonly specs: readonly Spec[];
  /** A digest over the files of the suites. */
  readonly suitesDigest: string;
  readonly plan: Plan;
  readonly options: RunOptions;
  /** Closes the connections. Call it when the run is over. */
  close(): Promise<void>;
}

/**
 * Loads what a run needs, chooses the model and makes the plan. Sends nothing, except a request for the list of models if
 * neither the request nor the first spec names a model.
 * @returns errors in the input if the run cannot begin
 */
export async function prepareRun(given: RunRequest): Promise<Result<PreparedRun>> {
  const inputs = await loadInputs(given);
  if (!inputs.ok) return inputs;
  // The requests of the cases have these headers themselves: some cases need another value, or none.
  const request = withoutHeaders(given, inputs.value.specs);
  const endpoints = openEndpoints(request, inputs.value.specs);
  if (!endpoints.ok) return endpoints;
  const close = async (): Promise<void> => endpoints.value.close();
  const options = await makeOptions(request, inputs.value, endpoints.value);
  const { specs, suitesDigest } = inputs.value;
  if (options.ok) return ok({ specs, suitesDigest, plan: options.value.plan, options: options.value, close });
  await close();
  return options;
}

/** The chosen specs, and all suites. */
interface Inputs {
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  /** A digest over the files of the suites. */
  readonly suitesDigest: string;
  /** The headers that choose another documented version of the API. */
  readonly version: Readonly<Record<string, string>>;
}

async function loadInputs(request: RunRequest): Promise<Result<Inputs>> {
  const { specs: names, ownSuites, limitParameter } = request;
  const [specs, { suites, digest, errors }] = await Promise.all([openSpecs(names), openSuites(ownSuites)]);
  const broken = [...(specs.ok ? [] : specs.errors), ...errors];
  if (!specs.ok || broken.length > 0) return fail(broken);
  const limitErrors = limitParameter === undefined ? [] : checkLimit(specs.value, limitParameter);
  const version = versionHeaders(specs.value, request.headers ?? {});
  const wrong = [...limitErrors, ...checkHeaders(request, specs.value, version)];
  return wrong.length > 0 ? fail(wrong) : ok({ specs: specs.value, suites, suitesDigest: digest, version });
}

interface Endpoints {
  readonly target: Transport;
  /** Null without `--against`. */
  readonly upstream: Transport | null;
  close(): Promise<void>;
}

function openEndpoints(request: RunRequest, specs: readonly Spec[]): Result<Endpoints> {
  const { timeouts, limits, against, insecure } = request;
  const userAgent = `${TOOL.name}/${TOOL.version}`;
  const shared = { authSchemes: specs.flatMap(({ auth }) => auth), userAgent, timeouts, limits, insecure };
  const open = ({ baseUrl, key, headers, direct }: Pick<RunRequest, 'baseUrl' | 'key' | 'headers' | 'direct'>) =>
    makeTransport({ ...shared, baseUrl, key, headers, direct });
  const target = open(request);
  if (!target.ok) return target;
  const upstream = against === undefined ? null : open(against);
  if (upstream?.ok === false) return fail(upstream.errors.map((error) => ({ ...error, file: '--against' })));
  return ok({
    target: target.value,
    upstream: upstream?.value ?? null,
    async close() {
      await Promise.all([target.value.close(), upstream?.value.close()]);
    },
  });
}

async function makeOptions(
  request: RunRequest,
  inputs: Inputs,
  { target, upstream }: Endpoints,
): Promise<Result<RunOptions>> {
  const { before = [], against, baseUrl } = request;
  const model = await chooseModel(request, inputs.specs, target);
  if (!model.ok) return model;
  const plans = await makePlans(request, inputs, model.value);
  if (!plans.ok) return plans;
  const { complete, own, upstream: upstreamPlans, quickOf } = plans.value;
  const redactor = makeRunRedactor(endpointsOf(request), complete, inputs.specs);
  if (!redactor.ok) return redactor;
  const options: RunOptions = {
    specs: inputs.specs,
    plan: own.plan,
    send: target.send,
    redactor: redactor.value,
    judgingLimit: request.timeouts?.total,
    judge: { load: async () => (await import('../core/judge/judge.js')).judge },
    tool: TOOL,
    target: {
      baseUrl: redactAddress(baseUrl),
      model: model.value,
      ...defined({ name: request.name }),
    },
    before,
    selection: selectionOf(request, quickOf, inputs.version),
    against:
      against === undefined || upstream === null
        ? undefined
        : {
            target: { baseUrl: redactAddress(against.baseUrl), model: against.model ?? model.value },
            send: upstream.send,
            cases: upstreamPlans.own.cases,
            ...defined({ complete: request.shard === undefined ? undefined : upstreamPlans.complete.cases }),
          },
    part:
      request.shard === undefined
        ? undefined
        : {
            shard: { ...request.shard, plan: fingerprint(complete) },
            positions: own.positions,
            complete: complete.cases,
          },
    rpm: request.rpm,
    allowance: request.allowance,
    repeat: request.repeat,
    concurrency: request.concurrency,
    signal: request.signal,
  };
  const reason = before.length === 0 ? null : whyNotResume(before, options);
  if (reason === null) return ok(options);
  const error = { file: '--resume', line: null, column: null, reason: `The run cannot go on: ${reason}.` };
  return fail([{ ...error, suggestion: null }]);
}

/** The target, and the upstream if there is one. */
function endpointsOf(request: RunRequest) {
  return request.against === undefined ? [request] : [request, request.against];
}

interface Plans {
  readonly complete: Plan;
  /** The part of the plan that this run sends; the complete plan without `--shard`. */
  readonly own: ReturnType<typeof shardPlan>;
  /** The same with the model of the upstream. */
  readonly upstream: { readonly complete: Plan; readonly own: Plan };
  /** How many cases a quick run had to choose from; null for any other run. */
  readonly quickOf: number | null;
}

/** The flags that choose cases, as far as they are given. */
function selectionOf(
  { selection = { suites: [], only: [] }, mostRequests, limitParameter }: RunRequest,
  quickOf: number | null,
  version: Inputs['version'],
): RunOptions['selection'] {
  const { suites, only } = selection;
  const chosen = defined({
    suites: suites.length === 0 ? undefined : suites,
    only: only.length === 0 ? undefined : only,
    all: mostRequests === Number.POSITIVE_INFINITY ? true : undefined,
    limitParameter,
    headers: Object.keys(version).length === 0 ? undefined : version,
    quickOf: quickOf ?? undefined,
  });
  return Object.keys(chosen).length === 0 ? undefined : chosen;
}

async function makePlans(request: RunRequest, inputs: Inputs, model: string): Promise<Result<Plans>> {
  const { against, shard = { index: 1, of: 1 }, limitParameter, selection } = request;
  const { specs, suites, version } = inputs;
  const mostRequests = Math.max(MOST_REQUESTS, request.mostRequests ?? MOST_REQUESTS);
  const shared = { specs, suites, limitParameter, selection, mostRequests, headers: version };
  const planned = makePlan({ ...shared, model });
  if (!planned.ok) return planned;
  const upstreamModel = against?.model ?? model;
  const mirrored = upstreamModel === model ? planned : makePlan({ ...shared, model: upstreamModel });
  if (!mirrored.ok) return mirrored;
  const selectCases =
    request.quick === true
      ? chooseQuickCases(planned.value, specs, inputs.suitesDigest, limitParameter)
      : (plan: Plan) => plan;
  const complete = selectCases(planned.value);
  const upstreamComplete = selectCases(mirrored.value);
  return ok({
    complete,
    own: shardPlan(complete, shard),
    upstream: { complete: upstreamComplete, own: shardPlan(upstreamComplete, shard).plan },
    quickOf: request.quick === true ? planned.value.cases.length : null,
  });
}
