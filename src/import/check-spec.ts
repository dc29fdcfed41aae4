import { dialects } from '../core/dialect/index.js';
import type { CaseResult } from '../core/model/case-result.js';
import { fail, ok, type Result } from '../core/model/result.js';
import type { Spec } from '../core/model/spec.js';
import { makePlan } from '../core/plan/make-plan.js';
import { examineSpec, type SpecConcern } from '../core/spec/examine-spec.js';
import { openSuites } from '../io/files/load-suites.js';
import { openSpecs } from '../io/files/open-specs.js';
import { judgeReference } from '../reference/rehearse.js';

/** A spec, examined. */
export interface CheckedSpec {
  readonly spec: Spec;
  readonly concerns: readonly SpecConcern[];
  /** How many cases the reference provider of the spec answered. */
  readonly cases: number;
  /** The results of the reference provider that are not `conforms`. A correct spec has no divergences there. */
  readonly wrong: readonly CaseResult[];
  readonly omitted: number;
}

/**
 * Examines the specs of a folder: reads them, and judges the reference provider that is made of each by the spec itself.
 * Nothing is sent.
 */
export async function checkSpecs(name: string, ownSuites: readonly string[]): Promise<Result<readonly CheckedSpec[]>> {
  const [opened, { suites, errors }] = await Promise.all([openSpecs([name]), openSuites(ownSuites)]);
  if (!opened.ok) return opened;
  if (errors.length > 0) return fail(errors);
  const checked: CheckedSpec[] = [];
  for (const spec of opened.value) {
    const dialect = dialects.get(spec.dialect);
    if (dialect === undefined) throw new Error(`The spec ${spec.id} has an unknown dialect.`);
    const model = spec.models.recommended ?? spec.models.documented[0] ?? 'MODEL';
    const planned = makePlan({ specs: [spec], suites, model, mostRequests: Number.POSITIVE_INFINITY });
    if (!planned.ok) return planned;
    const results = judgeReference(planned.value, [spec]).flat();
    checked.push({
      spec,
      concerns: examineSpec(spec, dialect),
      cases: results.length,
      wrong: results.filter(({ verdict }) => verdict === 'diverges'),
      omitted: planned.value.omitted.length,
    });
  }
  return ok(checked);
}
