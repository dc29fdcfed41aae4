import { selectChecks } from '../../../src/core/judge/select-checks.js';
import { checks } from '../../../src/core/judge/checks.js';
import { readSchemas } from '../../../src/core/checks/schema/read-schemas.js';
import { dictatedTexts } from '../../../src/core/judge/dictated-texts.js';
import { casesOf } from '../../support/specs-and-suites.js';
import { checkInputsOf } from '../../../src/core/judge/check-inputs.js';
import type { Case } from '../../../src/core/model/case.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import type { Spec } from '../../../src/core/model/spec.js';

/** What was looked at while faithful exchanges were judged. */
export interface Observed {
  /** Checks that applied and had nothing to say. */
  readonly silent: Set<string>;
  /** Checks under claims, as `holderKey` writes them, that applied. */
  readonly applied: Set<string>;
  /** Claims of schema nodes that were reached. */
  readonly reached: Set<string>;
}

/** A check under a claim with its parameters. */
export function holderKey(claim: string, check: string, given: object): string {
  return `${claim} ${check} ${JSON.stringify(given)}`;
}

/** Nothing looked at yet. */
export function nothingObserved(): Observed {
  return { silent: new Set(), applied: new Set(), reached: new Set() };
}

/** Notes what every check looks at in the exchanges of a case. */
export function observe(spec: Spec, testCase: Case, exchanges: readonly Exchange[], observed: Observed): void {
  const dictated = dictatedTexts(casesOf(spec));
  const { steps, variations } = checkInputsOf({ case: testCase, spec, exchanges, controlWorks: true, dictated });
  for (const input of [...steps, ...variations]) {
    for (const { check, binding } of selectChecks(checks, spec, testCase)) {
      if ((check.looksAt === 'variations') !== variations.includes(input)) continue;
      if ((check.scope === 'case' && input !== steps.at(-1)) || !check.applies(input, binding)) continue;
      observed.applied.add(holderKey(binding.claim.id, check.id, binding.with));
      if ([...check.judge(input, binding)].length === 0) observed.silent.add(check.id);
    }
    for (const id of readSchemas(input).reached) observed.reached.add(id);
  }
}
