import { expect, test } from 'vitest';
import { checkLimit } from '../../../../src/core/plan/token-limit.js';
import { plan } from './made-up.js';
import { specs, suites } from '../../../support/specs-and-suites.js';

const some = (...ids: readonly string[]) => ids.flatMap((id) => specs.filter((spec) => spec.id === id));

/** The bodies of the cases that are about something else. */
function bodiesOf(ids: readonly string[], limitParameter: string): readonly object[] {
  const { cases } = plan({ specs: some(...ids), suites, limitParameter });
  return cases.flatMap(({ origin, about, steps }) =>
    origin === 'derived' || about.startsWith('max_') ? [] : steps.map(({ body = {} }) => body),
  );
}

test('the parameter that is named limits every request that we limit', () => {
  const bodies = bodiesOf(['openai'], 'max_completion_tokens');
  expect(bodies.filter((body) => 'max_completion_tokens' in body).length).toBeGreaterThan(50);
  expect(bodies.filter((body) => 'max_tokens' in body)).toEqual([]);
});

test('a case about the limit is about the parameter that is named', () => {
  const aboutOf = (limitParameter?: string) => {
    const { cases } = plan({ specs: some('openai'), suites, limitParameter });
    return cases.find(({ id }) => id === 'basic/limited')?.about;
  };
  expect([aboutOf(), aboutOf('max_completion_tokens')]).toEqual(['max_tokens', 'max_completion_tokens']);
});

test('a spec that does not document it keeps its own', () => {
  const bodies = bodiesOf(['cryptgpt'], 'max_completion_tokens');
  expect(bodies.filter((body) => 'max_tokens' in body).length).toBeGreaterThan(5);
  expect(bodies.filter((body) => 'max_completion_tokens' in body)).toEqual([]);
  expect(checkLimit(some('openai', 'cryptgpt'), 'max_completion_tokens')).toEqual([]);
});

test.each([
  ['max_completion_token', ['openai'], /max_tokens, max_completion_tokens/],
  ['temperature', ['openai'], /max_tokens, max_completion_tokens/],
  ['max_completion_tokens', ['greenpt'], /No token limit is documented/],
])('%s is refused where %s does not document it, with what is documented', (name, ids, hint) => {
  expect(checkLimit(some(...ids), name)).toMatchObject([
    {
      file: '--limit-parameter',
      reason: expect.stringContaining(ids[0] ?? '') as unknown,
      suggestion: expect.stringMatching(hint) as unknown,
    },
  ]);
});
