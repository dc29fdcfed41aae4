import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import type { Offer } from './candidate.js';
import { deriveAuth } from './derive-auth.js';
import { deriveParameters } from './derive-parameters.js';
import { deriveRequired } from './derive-required.js';

/** The cases that a suite derives from one spec. */
export function derive(suite: Suite, spec: Spec): readonly Offer[] {
  const { derivation } = suite;
  switch (derivation?.from) {
    case undefined:
      return [];
    case 'parameters':
      return deriveParameters(suite.id, derivation, spec);
    case 'required':
      return deriveRequired(suite.id, derivation, spec);
    case 'auth':
      return deriveAuth(suite.id, derivation, spec);
  }
}
