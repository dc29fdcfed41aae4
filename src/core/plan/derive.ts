import type { Spec } from '../model/spec.js';
import type { Derivation, DerivedFrom, Suite } from '../model/suite.js';
import type { Offer } from './candidate.js';
import { deriveAuth } from './derive-auth.js';
import { deriveParameters } from './derive-parameters.js';
import { deriveRequired } from './derive-required.js';

type Derive = (suite: string, derivation: Derivation, spec: Spec) => readonly Offer[];

const sources: Readonly<Record<DerivedFrom, Derive>> = {
  parameters: deriveParameters,
  required: deriveRequired,
  auth: deriveAuth,
};

/** The cases that a suite derives from one spec. */
export function derive({ id, derivation }: Suite, spec: Spec): readonly Offer[] {
  return derivation === null ? [] : sources[derivation.from](id, derivation, spec);
}
