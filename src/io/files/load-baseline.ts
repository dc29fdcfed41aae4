import { readFile } from 'node:fs/promises';
import { checks } from '../../core/checks/index.js';
import type { Baseline } from '../../core/model/baseline.js';
import type { InputError } from '../../core/model/input-error.js';
import { makePlan } from '../../core/plan/make-plan.js';
import type { KnownNames } from '../../core/report/known-names.js';
import { parseBaseline } from '../../core/report/parse-baseline.js';
import { fileError } from '../../core/spec/source.js';
import { loadSpecs } from './load-specs.js';
import { loadSuites } from './load-suites.js';
import { readSchema } from './package-files.js';
import { describeSystemError } from './system-error.js';

/** A baseline with its text. */
export interface BaselineFile {
  readonly baseline: Baseline;
  readonly text: string;
}

type Read = BaselineFile | { readonly errors: readonly InputError[] };

/** Reads a baseline and holds it to the specs, suites and checks of the package. */
export async function loadBaseline(file: string): Promise<Read> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const hint = 'Begin one with conformance baseline init DIR --baseline FILE; DIR is the --out of a run.';
    return { errors: [fileError(file, `The baseline cannot be read: ${describeSystemError(error)}.`, hint)] };
  }
  return readBaseline(text, file);
}

/** As `loadBaseline`, of a text. */
export async function readBaseline(text: string, file: string): Promise<Read> {
  const [schema, names] = await Promise.all([readSchema('baseline.schema.json'), loadNames()]);
  if ('errors' in names) return names;
  const parsed = parseBaseline(text, file, schema, names);
  return 'errors' in parsed ? parsed : { ...parsed, text };
}

/** Every case that some spec would plan or omit, every spec, every check. */
async function loadNames(): Promise<KnownNames | { readonly errors: readonly InputError[] }> {
  const [{ specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs(),
    loadSuites(),
  ]);
  const planned = makePlan({ specs, suites, model: 'any', mostRequests: Number.POSITIVE_INFINITY });
  const errors = [...specErrors, ...suiteErrors, ...('errors' in planned ? planned.errors : [])];
  if (errors.length > 0 || 'errors' in planned) return { errors };
  const { cases, omitted } = planned.plan;
  return {
    cases: new Set([...cases.map(({ id }) => id), ...omitted.map((each) => each.case)]),
    specs: new Set(specs.map(({ id }) => id)),
    checks: new Map(checks.map(({ id, kinds }) => [id, kinds])),
  };
}
