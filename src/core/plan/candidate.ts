import type { Case } from '../model/case.js';
import type { Suite, WrittenCase, WrittenStep } from '../model/suite.js';
import { twinId } from './twin-id.js';

/** A case before it is known which specs have it: written, or derived from one spec. */
export interface Candidate extends Omit<WrittenCase, 'streamedToo' | 'costly' | 'costlyStreamed'> {
  readonly suite: string;
  readonly origin: Case['origin'];
  readonly joins?: true;
  /** What the documents say of the value that is wrong in it. */
  readonly documented?: string;
  /** What it needs where a run has no room for it, and what shows nearly the same. */
  readonly costly?: string;
}

/** What one spec makes of a suite: cases to resolve, and cases it leaves out with what they would need. */
export type Offer = { readonly candidate: Candidate } | { readonly id: string; readonly needs: string };

/** The cases that a suite writes, each followed by its streamed twin where it has one. */
export function writtenCandidates(suite: Suite): readonly Candidate[] {
  return suite.cases.flatMap(({ streamedToo, costly, costlyStreamed, ...written }) => {
    const candidate: Candidate = { ...written, suite: suite.id, origin: 'written', ...ofCost(costly) };
    const twin = { ...streamedTwin(candidate), ...ofCost(costlyStreamed) };
    return streamedToo ? [candidate, twin] : [candidate];
  });
}

const ofCost = (costly: string | null): Pick<Candidate, 'costly'> => (costly === null ? {} : { costly });

function streamedTwin(candidate: Candidate): Candidate {
  return {
    ...candidate,
    id: twinId(candidate.id),
    title: `${candidate.title}, streamed`,
    about: candidate.about === 'endpoint' ? 'stream' : candidate.about,
    needs: [...candidate.needs, 'stream'],
    steps: candidate.steps.map((step): WrittenStep => ({ ...step, stream: true })),
  };
}
