import type { RequestBody } from '../model/case.js';
import type { Derivation, WrittenStep } from '../model/suite.js';
import type { Candidate } from './candidate.js';

type Told = Pick<Candidate, 'title' | 'asks' | 'about'> &
  Partial<Pick<Candidate, 'expects' | 'mistake' | 'steps' | 'needs' | 'joins'>>;

/** A derived case of one unstreamed request, accepted unless told otherwise. */
export function derivedCandidate(suite: string, what: string, derivation: Derivation, told: Told): Candidate {
  return {
    id: `${suite}/${what}`,
    suite,
    origin: 'derived',
    needs: [],
    expects: told.mistake === undefined || told.mistake === null ? 'accepted' : 'refused',
    mistake: null,
    stimulus: null,
    elicits: null,
    steps: [derivedStep(derivation)],
    written: derivation.written,
    ...told,
  };
}

/** The request of a suite's derived cases, with what is given in place of it. */
export function derivedStep(
  derivation: Derivation,
  given: Partial<Pick<WrittenStep, 'auth' | 'model'>> & { readonly request?: RequestBody } = {},
): WrittenStep {
  return {
    method: 'POST',
    path: null,
    headers: {},
    request: derivation.request,
    rawBody: null,
    model: 'of-the-run',
    stream: null,
    limit: derivation.limit,
    hangUpAfter: null,
    auth: { kind: 'valid', scheme: null },
    ...given,
  };
}
