// This file registers tests but contains none, so the rules for tests do not apply.
/* oxlint-disable vitest/valid-title, vitest/expect-expect, vitest/no-disabled-tests, vitest/no-conditional-tests */
import { describeOmission } from '../core/report/phrases.js';
import { afterAll, describe, it } from 'vitest';
import { provideSchemaEngines } from '../io/files/schema-engines.js';
import { redactAddress } from '../core/redact/credential-names.js';
import { openTests, type ConformanceOptions } from './open-tests.js';
import { startRun, type StartedRun, wantedCases, whyFailed, whySkipped } from './start-run.js';

export type { ConformanceOptions } from './open-tests.js';

provideSchemaEngines();

/** A run has its own time limits per exchange; a test waits for it. */
const PATIENCE = 30 * 60_000;

/**
 * Registers every case that the specs document as a test of vitest, in a suite for each spec. A test fails if its case
 * diverges, with the divergences as its message. It is skipped, with the reason, if the case is inconclusive or the baseline
 * lists its divergences. Cases that a spec does not document are skipped as well.
 *
 * ```ts
 * conformanceTests({ baseUrl: 'http://127.0.0.1:8080/v1', specs: ['openai'], model: 'my-model' });
 * ```
 *
 * Only the cases of selected tests are sent (`vitest -t streaming`), and the control case; a retry sends nothing again.
 */
export function conformanceTests(options: ConformanceOptions): void {
  describe(`conformance of ${redactAddress(options.baseUrl ?? '') || `the reference provider of ${options.reference ?? ''}`}`, async () => {
    const tests = await openTests(options);
    let started: StartedRun | null = null;
    const run = (suite: Parameters<typeof wantedCases>[0]): StartedRun =>
      (started ??= startRun(tests, wantedCases(suite)));
    afterAll(() => tests.close());

    for (const spec of tests.specs) {
      describe(spec, () => {
        for (const planned of tests.plan.cases.filter(({ specs }) => specs.includes(spec))) {
          it(planned.id, { timeout: PATIENCE, retry: 0 }, async ({ task, skip }) => {
            const result = await run(task.suite?.suite).result(planned.id, spec);
            if (result === null) return skip('not run: the run stopped, for the reason that another test reports');
            const failed = whyFailed(result, tests.gate);
            if (failed !== null) throw failed;
            const skipped = whySkipped(result);
            if (skipped !== null) skip(skipped);
          });
        }
        for (const omission of tests.plan.omitted.filter((each) => each.spec === spec)) {
          it.skip(`${omission.case} (${describeOmission(omission)})`, () => {});
        }
      });
    }
    if (tests.baseline !== null) {
      it('the baseline has no stale entry', { timeout: PATIENCE }, async ({ task }) => {
        const stale = await run(task.suite).stale();
        if (stale.length > 0) throw new Error(stale.join('\n'));
      });
    }
  });
}
