import { checks } from '../../core/judge/checks.js';
import type { Baseline } from '../../core/model/baseline.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { offeredIds } from '../../core/plan/make-plan.js';
import { type KnownNames, parseBaseline } from '../../core/report/parse-baseline.js';
import { fileError } from '../../core/spec/source.js';
import type { Spec } from '../../core/model/spec.js';
import type { Suite } from '../../core/model/suite.js';
import { openSuites } from './load-suites.js';
import { openAll, openSpecs } from './open-specs.js';
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
  /** What the run contains that the baseline is for. */
  readonly ran?: RanNames | undefined;
}

/** The ids of the specs and cases of a run. */
interface RanNames {
  readonly specs: readonly string[];
  readonly cases: readonly string[];
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
  const parse = (names: KnownNames): Result<Baseline> =>
    parseBaseline(text, file, readSchema('baseline.schema.json'), names);
  // Most baselines name only what their own run contains. To derive the cases of all specs takes half a second.
  const near = own.ran === undefined ? await namesOfNamed(own) : ok(knownNames(own.ran));
  if (!near.ok) return near;
  const likely = near.value === null ? null : parse(near.value);
  if (likely?.ok === true) return ok({ baseline: likely.value, text });
  const all = await namesOfAll(own);
  if (!all.ok) return all;
  const parsed = parse(all.value);
  return parsed.ok ? ok({ baseline: parsed.value, text }) : parsed;
}

/** The names of the named specs; null when none are named. */
async function namesOfNamed({ specs: named = null, ownSuites, ran }: OwnNames): Promise<Result<KnownNames | null>> {
  if (named === null) return ok(null);
  const specs = await openSpecs(named);
  if (!specs.ok) return specs;
  const { suites, errors } = await openSuites(ownSuites);
  return errors.length > 0 ? fail(errors) : ok(namesOf(specs.value, suites, ran));
}

/** The names of all specs of the package and of the named folders. */
async function namesOfAll({ specs: named = null, ownSuites, ran }: OwnNames): Promise<Result<KnownNames>> {
  const opened = await openAll(named, ownSuites);
  return opened.ok ? ok(namesOf(opened.value.specs, opened.value.suites, ran)) : opened;
}

/** Every case that some spec plans or omits, and every spec. */
function namesOf(specs: readonly Spec[], suites: readonly Suite[], ran: RanNames | undefined): KnownNames {
  return knownNames({
    cases: [...offeredIds({ specs, suites, model: 'any' }), ...(ran?.cases ?? [])],
    specs: [...specs.map(({ id }) => id), ...(ran?.specs ?? [])],
  });
}

const knownNames = ({ cases, specs }: RanNames): KnownNames => ({
  cases: new Set(cases),
  specs: new Set(specs),
  checks: new Map(checks.map(({ id, kinds }) => [id, kinds])),
});
