import type { KnownDivergence } from '../../../src/core/model/baseline.js';

/** The entry that knows `makeDivergence()` of `makeResult()`, by default. */
export function makeEntry(given: Partial<KnownDivergence> = {}): KnownDivergence {
  return {
    case: 'streaming/basic',
    spec: 'acme',
    check: 'schema',
    kind: 'missing-field',
    place: 'chunk /choices/*/index',
    reason: 'The vendor is at it.',
    issue: null,
    expires: null,
    intermittent: false,
    lines: { first: 1, last: 6 },
    ...given,
  };
}
