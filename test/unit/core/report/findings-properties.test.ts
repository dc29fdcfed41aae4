import { array, assert, constantFrom, dictionary, nat, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { errorBody as error, runOf, type Sent } from './sent-run.js';

describe('any run', () => {
  const sent: Arbitrary<Sent> = record({
    about: constantFrom('endpoint', 'n', 'tools', 'seed'),
    request: dictionary(constantFrom('n', 'tools', 'seed', 'stream'), constantFrom(1, true, 'x')),
    status: constantFrom(200, 400, 422, 500, 502),
    body: constantFrom({}, error('a'), error('b', 'n'), '<p>down</p>'),
    mistake: constantFrom(null, null, 'out-of-range', 'wrong-key'),
    also: array(
      record({
        check: constantFrom('schema', 'usage-sum'),
        claim: constantFrom('a.b.c.d', 'a.b.c.e', 'x'),
        level: constantFrom('must', 'should', 'note'),
        at: constantFrom(
          at('/usage'),
          at('/usage/total_tokens'),
          at('/choices/0/index'),
          at('/choices/1/index'),
          at(''),
        ),
      }),
      { maxLength: 4 },
    ),
  });
  function at(pointer: string) {
    return { part: 'body', pointer } as const;
  }

  it('has every divergence in exactly one finding, whatever the order of its exchanges', () => {
    assert(
      property(array(sent, { maxLength: 12 }), nat(), (all, turn) => {
        const { results, facts } = runOf(all);
        const made = makeFindings(results, facts);
        const ids = made.findings.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const result of made.results) {
          for (const divergence of result.divergences) {
            const finding = made.findings.find(({ id }) => id === divergence.finding);
            expect(finding?.cases).toContain(result.case);
            expect(finding?.exchanges).toContain(divergence.exchange);
            expect(finding?.level === 'note').toBe(divergence.level === 'note');
          }
        }
        const entries = [...facts.exchanges];
        const turned = new Map([...entries.slice(turn % 7), ...entries.slice(0, turn % 7)].toReversed());
        expect(makeFindings(results, { ...facts, exchanges: turned })).toEqual(made);
        const levels = made.findings.map(({ level }) => level).join();
        expect(levels).toMatch(/^(must,?)*(should,?)*(note,?)*$/u);
      }),
    );
  });
});
