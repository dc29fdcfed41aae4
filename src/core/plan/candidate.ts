import { defined } from '../model/defined.js';
import type { Case, RequestBody } from '../model/case.js';
import type { Suite, WrittenCase, WrittenStep, Derivation } from '../model/suite.js';
import { streamedId } from './case-ids.js';

/** A case before it is known which specs have it: written, or derived from one spec. */
export interface Candidate extends Omit<
  WrittenCase,
  'streamedToo' | 'costly' | 'costlyStreamed' | 'joins' | 'combines'
> {
  readonly suite: string;
  readonly origin: Case['origin'];
  readonly joins?: true;
  readonly combines?: true;
  /** What it needs if a run has no room for it, and what shows nearly the same. */
  readonly costly?: string;
}

/** What one spec makes of a suite: cases to resolve, and cases it leaves out with what they would need. */
export type Offer = { readonly candidate: Candidate } | { readonly id: string; readonly needs: string };

/** The cases that a suite writes, each followed by its streamed variant if it has one. */
export function writtenCandidates(suite: Suite): readonly Candidate[] {
  return suite.cases.flatMap(({ streamedToo, costly, costlyStreamed, joins, combines, ...written }) => {
    const candidate: Candidate = {
      ...written,
      ...defined({ joins: joins || undefined, combines: combines || undefined }),
      suite: suite.id,
      origin: 'written',
      ...ofCost(costly),
    };
    const streamed = { ...streamedVariant(candidate), ...ofCost(costlyStreamed) };
    return streamedToo ? [candidate, streamed] : [candidate];
  });
}

const ofCost = (costly: string | null): Pick<Candidate, 'costly'> => defined({ costly: costly ?? undefined });

function streamedVariant(candidate: Candidate): Candidate {
  return {
    ...candidate,
    id: streamedId(candidate.id),
    title: `${candidate.title}, streamed`,
    about: candidate.about === 'endpoint' ? 'stream' : candidate.about,
    needs: [...candidate.needs, 'stream'],
    steps: candidate.steps.map((step): WrittenStep => ({ ...step, stream: true })),
  };
}

type CaseDetails = Pick<Candidate, 'title' | 'asks' | 'about'> &
  Partial<Pick<Candidate, 'expects' | 'mistake' | 'steps' | 'needs' | 'documented' | 'joins' | 'combines'>>;

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
    elicits: derivation.elicits,
    steps: [derivedStep(derivation)],
    written: derivation.written,
    ...details,
  };
}

/** The request of a suite's derived cases, with replacements. */
export function derivedStep(
  derivation: Derivation,
  given: Partial<Pick<WrittenStep, 'auth' | 'model' | 'limit'>> & { readonly request?: RequestBody } = {},
): WrittenStep {
  return {
    method: 'POST',
    path: null,
    headers: {},
    request: derivation.request,
    also: {},
    needs: [],
    rawBody: null,
    model: 'of-the-run',
    stream: null,
    limit: derivation.limit,
    hangUpAfter: null,
    answerAt: null,
    auth: { kind: 'valid', scheme: null },
    ...given,
  };
}

/** The derivation with another dictated text: the name of a case, so that its prompt is unlike all others. */
export function withOwnText(derivation: Derivation, name: string): Derivation {
  const { elicits, request } = derivation;
  if (elicits === null) return derivation;
  const text = name.replaceAll(/[^a-z0-9]+/gu, ' ');
  // Only strings contain the text between quotation marks or after white space.
  const written = JSON.stringify(request).replaceAll(JSON.stringify(elicits).slice(1, -1), text);
  return { ...derivation, elicits: text, request: JSON.parse(written) as RequestBody };
}
