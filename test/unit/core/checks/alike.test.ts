import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../../src/core/judge/judge.js';
import type { Piece } from '../../../../src/core/model/exchange.js';
import type { CaseResult } from '../../../../src/core/model/case-result.js';
import { makeCondenser } from '../../../../src/core/wire/condense.js';
import { makeCase } from '../../../support/case.js';
import { chunk, makeExchange, sseText } from '../../../support/exchange.js';
import { specOf, specs } from '../../../support/specs-and-suites.js';
import { logprobRows } from './alike-logprobs.js';
import { rows } from './alike-rows.js';
import { turnRows } from './alike-turns.js';

function judgePieces(pieces: readonly Piece[], id: string, asked: object): CaseResult {
  return judge({
    case: makeCase({ id: 'streaming/minimal', about: 'streaming', elicits: 'a b c' }),
    spec: specOf(id),
    exchanges: [makeExchange({ pieces, request: { ...REQUEST, ...asked } })],
    controlWorks: true,
  });
}

const specId = fc.oneof({ weight: 2, arbitrary: fc.constant('openai') }, fc.constantFrom(...specs.map(({ id }) => id)));
/** What is asked for, which the stream heeds or not. */
const asked = fc.record(
  {
    n: fc.constantFrom(2, 3),
    logprobs: fc.constant(true),
    top_logprobs: fc.constantFrom(0, 1, 2),
    max_tokens: fc.constantFrom(2, 5, 300),
    stream_options: fc.constant({ include_usage: true }),
  },
  { requiredKeys: ['logprobs'] },
);
const TOOL = { type: 'function', function: { name: 'get_time', parameters: { type: 'object', required: ['a'] } } };
const REQUEST = { model: 'm', messages: [{ role: 'user', content: 'a b c' }], stream: true, tools: [TOOL] };
const FORMS = new Set(['sse.comments', 'sse.space', 'sse.data', 'sse.bom', 'sse.fields', 'sse.line-ends']);
const encoder = new TextEncoder();
const several = (kind: fc.Arbitrary<readonly string[]>, maxLength: number): fc.Arbitrary<readonly string[]> =>
  fc.array(kind, { maxLength }).map((all) => all.flat());
const streams: readonly (readonly [string, fc.Arbitrary<readonly string[]>])[] = [
  ['text and calls', several(rows, 5)],
  ['choices in turn', turnRows],
  ['log probabilities', several(logprobRows, 2)],
  ['all of them', several(fc.oneof(rows, turnRows, logprobRows), 4)],
];
const END = [sseText([chunk({}, 'stop')]), 'data: [DONE]\n\n'];

describe.each(streams)('events that are alike: %s', (_, stream) => {
  it('are told of as if each were read by itself', () => {
    fc.assert(
      fc.property(stream, specId, asked, fc.boolean(), (events, id, given, ends) => {
        const all = [...events, ...(ends ? END : [])];
        const pieces = (parts: readonly string[]): readonly Piece[] =>
          parts.map((part, n) => ({ ms: 10 + n, bytes: encoder.encode(part) }));
        const together = judgePieces(pieces(all), id, given);
        // A comment in front of each keeps them from being a row.
        const apart = judgePieces(pieces(all.map((event) => `:\n${event}`)), id, given);
        const without = (result: CaseResult) => ({
          ...result,
          // What quotes the bytes of the whole stream quotes the comments, too.
          divergences: result.divergences
            .filter(({ check }) => check !== 'sse-forms')
            .map((each) => (each.check === 'acceptance' ? each.kind : each)),
          observed: result.observed.filter((claim) => !FORMS.has(claim)),
        });
        expect(without(together)).toEqual(without(apart));
      }),
      { numRuns: 600 },
    );
  });

  it('are told of where the record counted and did not keep them, but for what takes the whole text', () => {
    const ofText = new Set([
      'answer-repeated',
      'special-tokens',
      'tool-call-leak',
      'content-increments',
      'max-tokens',
      'answer-not-empty',
      'tool-call-arguments',
      'tool-call-schema',
      'finish-length',
      'logprobs',
      // Silent where the log probabilities do not fit the text.
      'top-logprobs',
      'decoded-once',
    ]);
    fc.assert(
      fc.property(stream, specId, asked, fc.array(fc.nat(400), { minLength: 1 }), (events, id, given, cuts) => {
        const bytes = encoder.encode([...events, ...END].join(''));
        const condenser = makeCondenser(0);
        let at = 0;
        for (let n = 0; at < bytes.length; n++) {
          const end = at + 1 + (cuts[n % cuts.length] ?? 0);
          condenser.add(n, bytes.subarray(at, end));
          at = end;
        }
        const kept = condenser.close();
        const [short, long] = [kept, [{ ms: 0, bytes }]].map((pieces) => judgePieces(pieces, id, given));
        const others = (result: CaseResult | undefined) =>
          result?.divergences.filter(({ check }) => !ofText.has(check));
        expect(others(short)).toEqual(others(long));
        // Less of the text may show less, and never more.
        const isOfText = long?.divergences.some(({ check }) => ofText.has(check)) ?? false;
        expect(isOfText ? null : short?.verdict).toBe(isOfText ? null : long?.verdict);
        const size = kept.reduce((sum, piece) => sum + piece.bytes.length + (piece.skipped?.bytes ?? 0), 0);
        expect(size).toBe(bytes.length);
      }),
      { numRuns: 600 },
    );
  });
});
