import { checks } from '../../core/judge/checks.js';
import type { Baseline } from '../../core/model/baseline.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { makePlan } from '../../core/plan/make-plan.js';
import { type KnownNames, parseBaseline } from '../../core/report/parse-baseline.js';
import { fileError } from '../../core/spec/source.js';
import { openAll } from './open-specs.js';
import { readSchema } from './package-files.js';
import { readText } from './read-file.js';

/** A baseline with its text. */
export interface BaselineFile {
  readonly baseline: Baseline;
  readonly text: string;
}

/** The specs and suites that a baseline may name, in addition to those of the package. */
export interface OwnNames {
  /** Names of specs; folders among them are read. */
  readonly specs?: readonly string[] | null | undefined;
  /** Folders of suites. */
  readonly ownSuites?: readonly string[] | undefined;
  /** The specs and cases of a run that the baseline is for. */
  readonly ran?: { readonly specs: readonly string[]; readonly cases: readonly string[] } | undefined;
}

/** Reads a baseline and checks the names of cases, specs and checks in it. */
export async function loadBaseline(file: string, own: OwnNames = {}): Promise<Result<BaselineFile>> {
  const text = await readText(file);
  if (text.ok) return readBaseline(text.value, file, own);
  const hint = 'Begin one with conformance baseline init DIR --baseline FILE; DIR is the --out of a run.';
  return fail([fileError(file, `The baseline cannot be read: ${text.errors}.`, hint)]);
}

/** Parses the text of a baseline, as `loadBaseline` does. */
export async function readBaseline(text: string, file: string, own: OwnNames = {}): Promise<Result<BaselineFile>> {
  const names = await loadNames(own);
  if (!names.ok) return names;
  const parsed = parseBaseline(text, file, readSchema('baseline.schema.json'), names.value);
  return parsed.ok ? ok({ baseline: parsed.value, text }) : parsed;
}

/** Every case that some spec plans or omits, every spec, every check. */
async function loadNames({ specs: named = null, ownSuites, ran }: OwnNames): Promise<Result<KnownNames>> {
  const opened = await openAll(named, ownSuites);
  if (!opened.ok) return opened;
  const { specs, suites } = opened.value;
  const planned = makePlan({ specs, suites, model: 'any', mostRequests: Number.POSITIVE_INFINITY });
  if (!planned.ok) return planned;
  const { cases, omitted } = planned.value;
  return ok({
    cases: new Set([...cases.map(({ id }) => id), ...omitted.map((each) => each.case), ...(ran?.cases ?? [])]),
    specs: new Set([...specs.map(({ id }) => id), ...(ran?.specs ?? [])]),
    checks: new Map(checks.map(({ id, kinds }) => [id, kinds])),
  });
}
