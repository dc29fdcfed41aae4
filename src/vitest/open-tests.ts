import { defined } from '../core/model/defined.js';
import { cleanText } from '../core/report/clean.js';
import type { Baseline } from '../core/model/baseline.js';
import type { InputError } from '../core/model/result.js';
import type { Plan } from '../core/model/case.js';
import type { Gate } from '../core/report/judge-run.js';
import { loadBaseline } from '../io/files/load-baseline.js';
import { openSpecs } from '../io/files/open-specs.js';
import { prepareRun } from '../run/prepare.js';
import { serveReference } from '../reference/serve.js';
import type { RunOptions } from '../run/run.js';

/** The endpoint to test, and the specs to judge it by. */
export interface ConformanceOptions {
  /** The endpoint with its version prefix, `http://127.0.0.1:8080/v1`. */
  readonly baseUrl?: string;
  /** In place of `baseUrl`: the reference provider of that spec, on loopback, for the test. */
  readonly reference?: string;
  /** Ids or folders of specs; the first determines the requests. */
  readonly specs: readonly string[];
  /** The requested model; by default the one that the first spec recommends, otherwise the first of `GET /models`. */
  readonly model?: string;
  /** The environment variable that holds the API key, `CONFORMANCE_API_KEY` by default. */
  readonly keyEnv?: string;
  /** Headers for every request; never recorded. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Only these suites. */
  readonly suites?: readonly string[];
  /** Folders of suites that are sent in addition to those of the package. */
  readonly suiteFolders?: readonly string[];
  /** Only cases whose id matches one of these globs. */
  readonly only?: readonly string[];
  /** The file of known divergences. */
  readonly baseline?: string;
  /** The lightest level that fails a test; `should` by default. */
  readonly failOn?: 'must' | 'should';
  /** How many cases are under way at once; 4 by default. */
  readonly concurrency?: number;
}

/** What is needed to register the tests, and to run them. */
export interface OpenTests {
  readonly specs: readonly string[];
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly baseline: Baseline | null;
  readonly gate: Gate;
  close(): Promise<void>;
}

/** Loads and plans, and starts the reference provider if the options name one. Throws an error for invalid options. */
export async function openTests(options: ConformanceOptions): Promise<OpenTests> {
  const { baseUrl, reference, keyEnv = 'CONFORMANCE_API_KEY', baseline: file } = options;
  const key = process.env[keyEnv] ?? '';
  if ((baseUrl === undefined) === (reference === undefined)) throw new Error('Name either baseUrl or reference.');
  if (baseUrl !== undefined && options.keyEnv !== undefined && key === '')
    throw new Error(`keyEnv: ${keyEnv} is not set. Set it to the key, or name another variable.`);
  const baseline =
    file === undefined ? null : await loadBaseline(file, { specs: options.specs, ownSuites: options.suiteFolders });
  if (baseline?.ok === false) throw wrong(baseline.errors);
  const served = reference === undefined ? null : await serve(reference);
  const prepared = await prepareRun({
    baseUrl: served?.baseUrl ?? baseUrl ?? '',
    key: served?.key ?? (key === '' ? null : key),
    specs: options.specs,
    ownSuites: options.suiteFolders,
    selection: { suites: options.suites ?? [], only: options.only ?? [] },
    ...defined({ model: options.model, headers: options.headers, concurrency: options.concurrency }),
  });
  if (!prepared.ok) {
    await served?.close();
    throw wrong(prepared.errors);
  }
  return {
    specs: prepared.value.specs.map(({ id }) => id),
    plan: prepared.value.plan,
    options: prepared.value.options,
    baseline: baseline?.value.baseline ?? null,
    gate: { failOn: options.failOn ?? 'should' },
    close: async () => {
      await prepared.value.close();
      await served?.close();
    },
  };
}

async function serve(id: string) {
  const picked = await openSpecs([id]);
  if (!picked.ok) throw wrong(picked.errors);
  const [spec] = picked.value;
  if (spec === undefined) throw new Error(`There is no spec ${id}.`);
  return serveReference({ spec });
}

function wrong(errors: readonly InputError[]): Error {
  const lines = errors.map(({ file, line, column, reason, suggestion }) =>
    [[file, line, column].filter((part) => part !== null).join(':'), reason, suggestion ?? ''].join(' ').trim(),
  );
  return new Error(lines.map(cleanText).join('\n'));
}
