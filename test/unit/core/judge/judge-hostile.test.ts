import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../../src/core/judge/checks.js';
import { dialectOf } from '../../../../src/core/dialect/index.js';
import { judge } from '../../../../src/core/judge/judge.js';
import type { Ending } from '../../../../src/core/model/exchange.js';
import { makeCase, makeStep } from '../../../support/case.js';
import { chatSpec } from '../../../support/chat-spec.js';
import { makeExchange, type ExchangeParts } from '../../../support/exchange.js';
import { specWith } from '../../../support/spec.js';
import { propertyRuns } from '../../../support/property-runs.js';
import { sweptSpecs } from '../../../support/specs-and-suites.js';

const everything = specWith({
  ...chatSpec,
  checks: { ...Object.fromEntries(checks.map(({ id }) => [id, {}])), ...chatSpec.checks },
});
const specs = [everything, ...sweptSpecs];

const endings: readonly Ending[] = ['complete', 'closed', 'reset', 'protocol', 'timeout-idle', 'hung-up', 'unknown'];

/** Names that checks look for, and one that has tripped many a reader. */
const names =
  'id object created model choices index delta message role content error tool_calls function name arguments ' +
  'finish_reason logprobs usage type __proto__ prompt_tokens completion_tokens total_tokens function_call code token';

/** JSON that looks like an answer from afar: the documented names, anything inside. */
const nearly: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 4 }, fc.jsonValue({ maxDepth: 2 }), tie('object'), fc.array(tie('any'), { maxLength: 3 })),
  object: fc.dictionary(fc.constantFrom(...names.split(' ')), tie('any'), { maxKeys: 6 }),
})).object;

const chat = fc.record({
  choices: fc.array(nearly, { maxLength: 3 }),
  id: fc.string(),
  usage: nearly,
  object: fc.string(),
});
const bodies: fc.Arbitrary<ExchangeParts> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((body) => ({ body })),
  fc.oneof(nearly, chat).map((body) => ({ body: JSON.stringify(body) })),
  fc.array(fc.oneof(nearly, chat, fc.constant('data: [DONE]'), fc.string()), { maxLength: 5 }).map((sse) => ({ sse })),
);
const exchanges = fc
  .record({
    parts: bodies,
    status: fc.constantFrom(200, 200, 200, 400, 401, 429, 500),
    end: fc.constantFrom(...endings),
    request: fc.record({
      model: fc.constant('m'),
      stream: fc.boolean(),
      n: fc.constantFrom(1, 2),
      stop: fc.constantFrom(undefined, 'a', ['b']),
      max_tokens: fc.constant(5),
      logprobs: fc.boolean(),
      tools: fc.constant([{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }]),
      response_format: fc.constant({ type: 'json_object' }),
    }),
    type: fc.constantFrom('application/json', 'text/event-stream', 'text/html', '\u0000', null),
  })
  .map(({ parts, status, end, request, type }): ExchangeParts => {
    return { ...parts, status, end, request, headers: { 'content-type': type, 'content-length': '12' } };
  });

describe('judge', () => {
  it.each(specs.map((spec) => [spec.id, spec] as const))('survives anything under %s', (_, spec) => {
    fc.assert(
      fc.property(fc.array(exchanges, { minLength: 1, maxLength: 2 }), fc.boolean(), (parts, refused) => {
        const result = judge({
          case: makeCase({
            steps: parts.map(() => makeStep()),
            expects: refused ? 'refused' : 'accepted',
            mistake: refused ? 'wrong-key' : null,
            stimulus: 'text',
          }),
          spec,
          exchanges: parts.map((each, n) => makeExchange({ ...each, id: n, step: n })),
          controlWorks: true,
        });
        expect(['conforms', 'diverges', 'inconclusive']).toContain(result.verdict);
        expect(result.inconclusive === null).toBe(result.verdict !== 'inconclusive');
        for (const { sentence } of result.divergences) expect(sentence).not.toMatch(/[\u0000-\u001f]/u);
      }),
      propertyRuns(150),
    );
  });

  it('reports a bounded number of divergences of an answer with thousands of names, and counts them all', () => {
    const fields = (n: number) => Object.fromEntries(Array.from({ length: 800 }, (_, i) => [`name-${n}-${i}`, i]));
    const sse = Array.from({ length: 10 }, (_, n) => ({ ...fields(n), choices: [{ delta: fields(n) }] }));
    for (const spec of specs) {
      for (const parts of [{ body: fields(0) }, { body: { error: fields(0) }, status: 400 }, { sse }]) {
        const given = { case: makeCase(), spec, exchanges: [makeExchange(parts)], controlWorks: true };
        const { divergences } = judge(given);
        const notes = divergences.filter(({ check }) => check === 'undocumented-field');
        expect(divergences.length).toBeLessThan(200);
        const counted = notes.reduce((sum, { occurrences }) => sum + occurrences, 0);
        // Of each object in which such names stand, the envelope and the delta, the bound by itself.
        const objects = new Set(notes.map(({ claim }) => claim)).size;
        expect([notes.length, counted >= 700]).toEqual(notes.length === 0 ? [0, false] : [50 * objects, true]);
        expect(objects).toBeLessThanOrEqual('sse' in parts ? 2 : 1);
      }
    }
  });

  it('survives a value nested a hundred thousand deep', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const choices = `{"id":"a","choices":[{"index":0,"message":{"content":${deep}}}],"error":${deep}}`;
    for (const spec of specs) {
      for (const parts of [
        { body: deep },
        { body: choices },
        { sse: [`data: ${choices}`] },
        { body: choices, status: 400 },
      ]) {
        const exchange = makeExchange(parts);
        const result = judge({ case: makeCase(), spec, exchanges: [exchange], controlWorks: true });
        // A spec of another dialect need not describe the address of the request.
        const isDescribed = dialectOf(spec).operationOf(exchange.request) === 'generate';
        expect(isDescribed && result.verdict !== 'diverges').toBe(false);
      }
    }
  });
});
