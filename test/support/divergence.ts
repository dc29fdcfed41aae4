import type { Divergence } from '../../src/core/model/divergence.js';
import type { CaseResult } from '../../src/core/model/case-result.js';

/** A divergence; by default a chunk without its index. */
export function makeDivergence(given: Partial<Divergence> = {}): Divergence {
  return {
    check: 'schema',
    claim: 'acme.chunk.index',
    level: 'should',
    kind: 'missing-field',
    at: { part: 'chunk', chunk: 3, pointer: '/choices/0/index' },
    expected: 'an integer',
    actual: 'nothing',
    occurrences: 1,
    exchange: 7,
    sentence: 'In chunk 3, /choices/0/index is missing: the documents show an integer.',
    source: { title: 'Acme API', url: 'https://acme.example/docs', quote: 'index: 0' },
    ...given,
  };
}

/** A result; by default its verdict follows from its divergences. */
export function makeResult(given: Partial<CaseResult> = {}): CaseResult {
  const { divergences = [] } = given;
  return {
    case: 'streaming/basic',
    spec: 'acme',
    verdict: divergences.some(({ level }) => level !== 'note') ? 'diverges' : 'conforms',
    divergences,
    inconclusive: null,
    exchanges: [7],
    observed: [],
    ...given,
  };
}
