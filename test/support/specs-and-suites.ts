import type { Case } from '../../src/core/model/case.js';
import type { Spec } from '../../src/core/model/spec.js';
import { makePlan } from '../../src/core/plan/make-plan.js';
import { loadSpecs } from '../../src/io/files/load-specs.js';
import { loadSuites } from '../../src/io/files/load-suites.js';

// Loaded once for all tests of a worker: parsing takes a second.
const loaded = await loadSpecs();
const loadedSuites = await loadSuites();

/** Every spec of the package. */
export const { specs } = loaded;

/**
 * The specs of the expensive sweeps: the five whose ids are contract (`test/unit/specs/walk.test.ts`), which differ most from
 * one another, and the first one of every further dialect. The other specs have a cheap test each: they compile, their examples
 * are accepted and their reference provider is clean.
 */
const SWEPT = ['anthropic', 'cryptgpt', 'generalcompute', 'gpt-ge', 'greenpt', 'openai'];
export const sweptSpecs = specs.filter(({ id }) => SWEPT.includes(id));

/** Every suite of the package. */
export const { suites } = loadedSuites;

/** What is wrong with them. */
export const errors = [...loaded.errors, ...loadedSuites.errors];

/** A spec of the package. */
export function specOf(id: string): Spec {
  const spec = specs.find((each) => each.id === id);
  if (spec === undefined) throw new Error(`There is no spec ${id}`);
  return spec;
}

/** The model of a test's run: one that has everything that its spec documents. */
export function modelOf({ models, modelDifferences }: Spec): string {
  const documented = modelDifferences.length === 0 ? undefined : models.documented[0];
  return models.recommended ?? documented ?? 'reference-model';
}

const plans = new Map<string, readonly Case[]>();

/** All cases that a run against a provider asks. */
export function casesOf(spec: Spec): readonly Case[] {
  const known = plans.get(spec.id);
  if (known !== undefined) return known;
  const planned = makePlan({ specs: [spec], suites, model: modelOf(spec) });
  if ('errors' in planned) throw new Error(JSON.stringify(planned.errors));
  plans.set(spec.id, planned.value.cases);
  return planned.value.cases;
}
