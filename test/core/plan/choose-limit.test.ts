import { expect, test } from 'vitest';
import { chooseLimit } from '../../../src/core/plan/choose-limit.js';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { loadSpecs } from '../../../src/io/load-specs.js';
import { loadSuites } from '../../../src/io/load-suites.js';

const [{ specs }, { suites }] = await Promise.all([loadSpecs(), loadSuites()]);
const some = (...ids: readonly string[]) => ids.flatMap((id) => specs.filter((spec) => spec.id === id));

/** The bodies of the cases that are about something else. */
function bodiesOf(chosen: ReturnType<typeof chooseLimit>): readonly object[] {
  if ('errors' in chosen) throw new Error(chosen.errors[0]?.reason);
  const made = makePlan({ specs: chosen.specs, suites, model: 'm' });
  if ('errors' in made) throw new Error(made.errors[0]?.reason);
  return made.plan.cases.flatMap(({ origin, about, steps }) =>
    origin === 'derived' || about.startsWith('max_') ? [] : steps.map(({ body = {} }) => body),
  );
}

test('the parameter that is named limits every request that we limit', () => {
  const bodies = bodiesOf(chooseLimit(some('openai'), 'max_completion_tokens'));
  expect(bodies.filter((body) => 'max_completion_tokens' in body).length).toBeGreaterThan(50);
  expect(bodies.filter((body) => 'max_tokens' in body)).toEqual([]);
});

test('a spec that does not document it keeps its own', () => {
  const chosen = chooseLimit(some('openai', 'greenpt'), 'max_completion_tokens');
  if ('errors' in chosen) throw new Error('It is documented');
  expect(chosen.specs.map(({ limitedBy }) => limitedBy)).toEqual(['max_completion_tokens', undefined]);
});

test.each([
  ['max_completion_token', ['openai'], /max_tokens, max_completion_tokens/],
  ['temperature', ['openai'], /max_tokens, max_completion_tokens/],
  ['max_completion_tokens', ['greenpt'], /No such limit is documented/],
])('%s is refused where %s does not document it, with what is documented', (name, ids, hint) => {
  const chosen = chooseLimit(some(...ids), name);
  expect('errors' in chosen ? chosen.errors[0] : null).toMatchObject({
    file: '--limit-parameter',
    reason: expect.stringContaining(ids[0] ?? '') as unknown,
    suggestion: expect.stringMatching(hint) as unknown,
  });
});
