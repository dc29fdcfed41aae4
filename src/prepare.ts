import { judge } from './core/checks/judge.js';
import type { FileError } from './core/model/file-error.js';
import type { Plan } from './core/model/case.js';
import type { Spec } from './core/model/spec.js';
import { makePlan } from './core/plan/make-plan.js';
import type { Selection } from './core/plan/select.js';
import { didYouMean } from './core/spec/nearest.js';
import { findModel } from './io/find-model.js';
import type { Limits, Timeouts } from './io/limits.js';
import { loadSpecs } from './io/load-specs.js';
import { loadSuites } from './io/load-suites.js';
import { makeTransport, type Transport } from './io/make-transport.js';
import type { RunOptions } from './run.js';
import { TOOL } from './tool.js';

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
  readonly selection?: Selection;
  /** Headers for every request, such as a gateway's routing. Like the key they are not recorded. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts?: Partial<Timeouts>;
  readonly limits?: Partial<Limits>;
  readonly concurrency?: number;
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
): Promise<PreparedRun | { readonly errors: readonly FileError[] }> {
  const [loadedSpecs, loadedSuites] = await Promise.all([loadSpecs(), loadSuites()]);
  const specs = pick(loadedSpecs.specs, request.specs);
  const errors = [...loadedSpecs.errors, ...loadedSuites.errors, ...('errors' in specs ? specs.errors : [])];
  if (errors.length > 0 || 'errors' in specs) return { errors };
  const transport = makeTransport({
    baseUrl: request.baseUrl,
    key: request.key,
    authSchemes: specs.specs.flatMap(({ auth }) => auth),
    headers: request.headers ?? {},
    userAgent: `${TOOL.name}/${TOOL.version}`,
    ...(request.timeouts === undefined ? {} : { timeouts: request.timeouts }),
    ...(request.limits === undefined ? {} : { limits: request.limits }),
  });
  if (!('send' in transport)) return { errors: [transport] };
  const prepared = await plan(request, specs.specs, loadedSuites.suites, transport);
  if ('errors' in prepared) await transport.close();
  return prepared;
}

async function plan(
  request: RunRequest,
  specs: readonly Spec[],
  suites: Awaited<ReturnType<typeof loadSuites>>['suites'],
  transport: Transport,
): Promise<PreparedRun | { readonly errors: readonly FileError[] }> {
  let model = request.model ?? specs[0]?.models.recommended ?? null;
  if (model === null) {
    const found = await findModel(transport.send);
    if (found.model === null)
      return refuse(
        '--model',
        `no model is named, and none could be found: ${found.reason}.`,
        'Name one with --model.',
      );
    ({ model } = found);
  }
  const planned = makePlan({
    specs,
    suites,
    model,
    ...(request.selection === undefined ? {} : { selection: request.selection }),
  });
  if ('errors' in planned) return planned;
  return {
    specs,
    plan: planned.plan,
    options: {
      specs,
      plan: planned.plan,
      send: transport.send,
      judge,
      tool: TOOL,
      target: { baseUrl: request.baseUrl, model },
      ...(request.concurrency === undefined ? {} : { concurrency: request.concurrency }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    },
    close: () => transport.close(),
  };
}

/** The specs of these ids, in their order. */
export function pick(
  specs: readonly Spec[],
  ids: readonly string[],
): { readonly specs: readonly Spec[] } | { readonly errors: readonly FileError[] } {
  const known = specs.map(({ id }) => id);
  if (ids.length === 0) return refuse('--spec', 'no spec is named.', `Known: ${known.join(', ')}.`);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    return {
      errors: unknown.flatMap(
        (id) => refuse('--spec', `there is no spec ${JSON.stringify(id)}.`, didYouMean(id, known)).errors,
      ),
    };
  }
  return { specs: [...new Set(ids)].flatMap((id) => specs.filter((spec) => spec.id === id)) };
}

function refuse(file: string, reason: string, suggestion: string | null): { readonly errors: readonly FileError[] } {
  return { errors: [{ file, line: null, column: null, reason, suggestion }] };
}
