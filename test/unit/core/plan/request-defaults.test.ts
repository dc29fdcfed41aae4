import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../../src/core/model/spec.js';
import { caseYaml, plan, spec, suite } from './made-up.js';

const parameters = { tools: { type: 'array' }, tool_choice: { type: 'string' } };
const features = ['tool_choice.required'];
const thinker: Spec = {
  ...spec('thinker', { ...parameters, thinking: { type: 'object' } }, { features }),
  requestDefaults: [{ features, parameters: { thinking: { type: 'disabled' } }, claim: 'a.c' }],
};
const FORCED = ', tools: [], tool_choice: required';
const suites = [
  suite(
    `cases:\n${caseYaml('plain')}${caseYaml('forced', FORCED)}${caseYaml('both', `${FORCED}, thinking: {type: enabled}`)}`,
  ),
];

const thoughts = (specs: readonly Spec[]) =>
  plan({ specs, suites }).cases.map(({ id, specs: judging, steps }) => [id, judging, steps[0]?.body?.['thinking']]);

describe('parameters that the documents require with a feature', () => {
  it('are in the requests that use it, and in no other', () => {
    expect(thoughts([thinker])).toEqual([
      ['basic/plain', ['thinker'], undefined],
      ['basic/forced', ['thinker'], { type: 'disabled' }],
    ]);
  });

  it('omit a case that writes another value', () => {
    expect(plan({ specs: [thinker], suites }).omitted).toEqual([
      { case: 'basic/both', spec: 'thinker', needs: expect.stringContaining('exclude each other') as string },
    ]);
  });

  it('are not sent for other specs: these share the other requests only', () => {
    const other = spec('other', parameters, { features });
    for (const specs of [
      [other, thinker],
      [thinker, other],
    ]) {
      const found = thoughts(specs);
      expect(found).toContainEqual(['basic/plain', specs.map(({ id }) => id), undefined]);
      expect(found).toContainEqual(['basic/forced', ['other'], undefined]);
      expect(found).toContainEqual(['basic/forced', ['thinker'], { type: 'disabled' }]);
    }
  });
});
