import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { judge } from '../../../src/core/judge/judge.js';
import type { Spec } from '../../../src/core/model/spec.js';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { openSpecs } from '../../../src/io/files/open-specs.js';
import { openSuites } from '../../../src/io/files/load-suites.js';
import { findFaults } from '../../../src/reference/index.js';
import type { Fault } from '../../../src/reference/fault.js';
import { divergenceLines } from '../false-positives/support/results.js';
import { makeInProcess } from '../../support/in-process-reference.js';
import { suites as ownSuites } from '../../support/specs-and-suites.js';
import { page, writeAcme } from '../../support/write-acme.js';

const folder = mkdtempSync(join(tmpdir(), 'writing-a-spec-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = writeAcme(folder);
const opened = await openSpecs([join(folder, 'acme')]);

function acme(): Spec {
  const [spec] = opened.ok ? opened.value : [];
  if (spec === undefined) throw new Error(JSON.stringify(opened));
  return spec;
}

/** What the spec of the page says of a provider that is made of it. */
async function reportingChecks(faults: readonly Fault[]): Promise<readonly string[]> {
  const planned = makePlan({ specs: [acme()], suites: ownSuites, model: 'acme-1' });
  if ('errors' in planned) throw new Error(JSON.stringify(planned.errors));
  const provider = makeInProcess(acme(), faults);
  return divergenceLines(
    planned.value.cases.map((testCase) =>
      judge({ case: testCase, spec: acme(), exchanges: provider.ask(testCase), controlWorks: true }),
    ),
  );
}

test('the spec of the page loads without a word', () => {
  expect(opened).toMatchObject({ ok: true });
  expect(files).toHaveLength(6);
  expect(acme().claims.filter(({ spec }) => spec === 'acme')).toHaveLength(6);
});

test('its claims quote what the page of Acme says', () => {
  const said = [...page.matchAll(/^> (.*)$/gmu)].map(([, line]) => line).join(' ');
  const quotes = acme().claims.flatMap(({ spec, quote }) => (spec === 'acme' && quote !== null ? [quote] : []));
  expect(quotes.filter((quote) => !said.includes(quote))).toEqual([]);
});

test('a provider that is made of it conforms, and one that leaves out [DONE] has that divergence', async () => {
  expect(await reportingChecks([])).toEqual([]);
  const fault = findFaults(['b-g4f-interference-no-done']);
  if (!fault.ok) throw new Error('The page names a fault that is none');
  const reported = await reportingChecks(fault.value);
  expect(reported.length).toBeGreaterThan(0);
  expect(reported.every((each) => each.includes('sse-terminator'))).toBe(true);
});

test('its suite is planned with those of the package', async () => {
  const { suites, errors } = await openSuites([join(folder, 'my-suites')]);
  expect(errors).toEqual([]);
  const planned = makePlan({ specs: [acme()], suites, model: 'acme-1' });
  if (!planned.ok) throw new Error(JSON.stringify(planned.errors));
  const ids = planned.value.cases.map(({ id }) => id);
  expect(ids).toContain('own/greeting');
  expect(ids).toContain('basic/minimal');
});
