import { judge } from '../core/judge/judge.js';
import { fail, type InputError, ok, type Result } from '../core/model/result.js';
import type { Spec } from '../core/model/spec.js';
import type { Suite } from '../core/model/suite.js';
import { isOurs, type Capture } from '../core/capture/captured-cases.js';
import { targetOfCaptures } from '../core/capture/captured-operation.js';
import { withoutOrdinary } from '../core/redact/ordinary-text.js';
import { makePlan } from '../core/plan/make-plan.js';
import { openSpecs } from '../io/files/open-specs.js';
import { openSuites } from '../io/files/load-suites.js';
import { readCapture, type CaptureRead } from '../io/har/read-capture.js';
import type { JudgingOptions } from './judge-captures.js';
import { TOOL } from '../io/files/package-files.js';

/** Files that can be judged, and those that cannot. */
export interface PreparedJudging {
  readonly options: JudgingOptions;
  /** What is wrong with the files that are left out. */
  readonly damaged: readonly InputError[];
  /** Files whose last line is incomplete after a crash. The lines before it are judged. */
  readonly torn: readonly string[];
}

/**
 * Reads captured traffic, and finds the cases that it may hold.
 * @returns what is wrong, as values, if nothing can be judged: specs, or all files.
 */
export async function prepareJudging(request: {
  readonly files: readonly string[];
  /** Ids or folders. */
  readonly specs: readonly string[];
  /** Folders of suites in addition to the package's own. */
  readonly ownSuites?: readonly string[] | undefined;
}): Promise<Result<PreparedJudging>> {
  const [picked, loadedSuites] = await Promise.all([openSpecs(request.specs), openSuites(request.ownSuites)]);
  const errors = [...(picked.ok ? [] : picked.errors), ...loadedSuites.errors];
  if (errors.length > 0 || !picked.ok) return fail(errors);
  const specs = picked.value;
  const captures: Capture[] = [];
  const damaged: InputError[] = [];
  const torn: string[] = [];
  const secrets = new Set<string>();
  for (const file of request.files) {
    const read = await readCapture(file);
    if (!read.ok) {
      damaged.push(...read.errors);
      continue;
    }
    const { exchanges, torn: tornLine } = read.value;
    for (const secret of read.value.secrets) secrets.add(secret);
    if (tornLine !== null) torn.push(`${file}:${tornLine}`);
    const planned = plannedFor(read.value, specs, loadedSuites.suites);
    if (!planned.ok) return planned;
    captures.push({ exchanges, ...planned.value });
  }
  if (captures.length === 0) return fail(damaged);
  const { redactor } = withoutOrdinary([...secrets], () => specs.map((spec) => JSON.stringify(spec)));
  return ok({ options: { specs, captures, judge, redactor, tool: TOOL }, damaged, torn });
}

/** The cases of the run that wrote the file, and for specs that were not in that run those that it would have planned. */
function plannedFor(
  { exchanges, planned, omitted }: CaptureRead,
  specs: readonly Spec[],
  suites: readonly Suite[],
): Result<Omit<Capture, 'exchanges'>> {
  const kept = omitted.filter(({ spec }) => specs.some(({ id }) => id === spec));
  const before = new Set([...(planned ?? []).flatMap((each) => each.specs), ...omitted.map(({ spec }) => spec)]);
  const others = specs.filter(({ id }) => !before.has(id));
  const model = exchanges.some(isOurs) ? targetOfCaptures(exchanges).model : null;
  if (others.length === 0 || model === null) return ok({ planned: planned ?? [], omitted: kept });
  const made = makePlan({ specs: others, suites, model, mostRequests: Number.POSITIVE_INFINITY });
  if (!made.ok) return made;
  return ok({ planned: [...(planned ?? []), ...made.value.cases], omitted: [...kept, ...made.value.omitted] });
}
