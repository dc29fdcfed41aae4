import type { RequestBody } from '../model/case.js';
import type { Derivation, WrittenStep } from '../model/suite.js';
import type { Candidate } from './candidate.js';

type CaseDetails = Pick<Candidate, 'title' | 'asks' | 'about'> &
  Partial<Pick<Candidate, 'expects' | 'mistake' | 'steps' | 'needs' | 'documented' | 'joins'>>;

/** A derived case of one request without a stream. By default it expects to be accepted. */
export function derivedCandidate(suite: string, what: string, derivation: Derivation, details: CaseDetails): Candidate {
  return {
    id: `${suite}/${what}`,
    suite,
    origin: 'derived',
    needs: [],
    expects: details.mistake === undefined || details.mistake === null ? 'accepted' : 'refused',
    mistake: null,
    stimulus: null,
    elicits: null,
    steps: [derivedStep(derivation)],
    written: derivation.written,
    ...details,
  };
}

/** The request of a suite's derived cases, with replacements. */
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
