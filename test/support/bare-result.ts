import type { Divergence } from '../../src/core/model/divergence.js';
import type { CaseResult } from '../../src/core/model/case-result.js';

/** What OpenAI's spec says of a case, by its divergences; they are all that was put to the test. */
export function bareResult(divergences: readonly Divergence[], more: Partial<CaseResult> = {}): CaseResult {
  return {
    case: 'basic/a',
    spec: 'openai',
    verdict: divergences.length > 0 ? 'diverges' : 'conforms',
    divergences,
    inconclusive: null,
    exchanges: [],
    observed: divergences.map(({ claim }) => claim),
    ...more,
  };
}
