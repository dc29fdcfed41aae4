import { describe, expect, it } from 'vitest';
import { joinRepetitions } from '../../../src/core/report/join-repetitions.js';
import { makeDivergence, makeResult } from '../../support/divergence.js';

const other = makeDivergence({ kind: 'wrong-type', exchange: 9 });

describe('joinRepetitions', () => {
  it('leaves a case alone that was sent once', () => {
    const result = makeResult({ divergences: [makeDivergence()] });
    expect(joinRepetitions([result])).toBe(result);
  });

  it('lets the worst time win: diverges, then inconclusive, then conforms', () => {
    const unsure = makeResult({ verdict: 'inconclusive', inconclusive: { reason: 'network', detail: 'reset' } });
    expect(joinRepetitions([makeResult(), unsure, makeResult()])).toMatchObject({
      verdict: 'inconclusive',
      inconclusive: { reason: 'network' },
    });
    const bad = makeResult({ divergences: [makeDivergence()] });
    expect(joinRepetitions([unsure, bad, makeResult()])).toMatchObject({ verdict: 'diverges', inconclusive: null });
  });

  it('marks what did not come each time that the answer could be judged', () => {
    const joined = joinRepetitions([
      makeResult({ divergences: [makeDivergence({ exchange: 1 })], exchanges: [1], observed: ['a'] }),
      makeResult({ verdict: 'inconclusive', exchanges: [2], observed: ['b'] }),
      makeResult({ divergences: [makeDivergence({ exchange: 3 }), other], exchanges: [3], observed: ['a'] }),
    ]);
    expect(joined.divergences).toEqual([
      makeDivergence({ exchange: 1 }),
      { ...other, intermittent: { seen: 1, of: 2 } },
    ]);
    expect(joined.exchanges).toEqual([1, 2, 3]);
    expect(joined.observed).toEqual(['a', 'b']);
  });
});
