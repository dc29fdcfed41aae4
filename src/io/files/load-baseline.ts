import { checks } from '../../core/judge/checks.js';
import type { Baseline } from '../../core/model/baseline.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { makePlan } from '../../core/plan/make-plan.js';
import { type KnownNames, parseBaseline } from '../../core/report/parse-baseline.js';
import { fileError } from '../../core/spec/source.js';
import { loadSpecs } from './load-specs.js';
import { loadSuites } from './load-suites.js';
import { readSchema } from './package-files.js';
import { readText } from './read-file.js';

/** A baseline with its text. */
export interface BaselineFile {
  readonly baseline: Baseline;
  readonly text: string;
}

/** Reads a baseline and checks the names of cases, specs and checks in it. */
export async function loadBaseline(file: string): Promise<Result<BaselineFile>> {
  const text = await readText(file);
  if (text.ok) return readBaseline(text.value, file);
  const hint = 'Begin one with conformance baseline init DIR --baseline FILE; DIR is the --out of a run.';
  return fail([fileError(file, `The baseline cannot be read: ${text.errors}.`, hint)]);
}

/** Parses the text of a baseline, as `loadBaseline` does. */
export async function readBaseline(text: string, file: string): Promise<Result<BaselineFile>> {
  const names = await loadNames();
  if (!names.ok) return names;
  const parsed = parseBaseline(text, file, readSchema('baseline.schema.json'), names.value);
  return 'errors' in parsed ? fail(parsed.errors) : ok({ baseline: parsed.baseline, text });
}

/** Every case that some spec plans or omits, every spec, every check. */
async function loadNames(): Promise<Result<KnownNames>> {
  const [{ specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs(),
    loadSuites(),
  ]);
  const planned = makePlan({ specs, suites, model: 'any', mostRequests: Number.POSITIVE_INFINITY });
  const errors = [...specErrors, ...suiteErrors, ...('errors' in planned ? planned.errors : [])];
  if (errors.length > 0 || 'errors' in planned) return fail(errors);
  const { cases, omitted } = planned.value;
  return ok({
    cases: new Set([...cases.map(({ id }) => id), ...omitted.map((each) => each.case)]),
    specs: new Set(specs.map(({ id }) => id)),
    checks: new Map(checks.map(({ id, kinds }) => [id, kinds])),
  });
}
