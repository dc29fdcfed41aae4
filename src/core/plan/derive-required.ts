import type { Spec } from '../model/spec.js';
import type { Derivation } from '../model/suite.js';
import { asArray } from '../wire/json-guards.js';
import type { Offer } from './candidate.js';
import { derivedCandidate, derivedStep } from './derived-candidate.js';
import { parameterSchema } from '../schema/promises.js';

/** For every parameter that the documents require: a request without it is refused. */
export function deriveRequired(suite: string, derivation: Derivation, spec: Spec): readonly Offer[] {
  return asArray(spec.schemas.request?.['required'])
    .map(String)
    .filter((name) => parameterSchema(spec, name) !== null)
    .map((name) => {
      const request = Object.fromEntries(Object.entries(derivation.request).filter(([key]) => key !== name));
      const step = derivedStep(derivation, { request, ...(name === 'model' ? { model: 'omitted' } : {}) });
      const candidate = derivedCandidate(suite, `${name}.missing`, derivation, {
        title: `No ${name}`,
        asks: `Leaves out ${name}, which the documents require.`,
        about: name,
        mistake: 'missing-field',
        steps: [step],
      });
      return { candidate };
    });
}
