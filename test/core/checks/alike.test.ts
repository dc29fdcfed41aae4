import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/checks/judge.js';
import type { Piece } from '../../../src/core/model/exchange.js';
import type { Result } from '../../../src/core/model/result.js';
import { makeCondenser } from '../../../src/core/wire/condense.js';
import { makeCase } from '../../support/case.js';
import { chunk, makeExchange, sseText } from '../../support/exchange.js';
import { specOf, specs } from '../../support/specs-and-suites.js';

/** What a chunk may hold beside its text, faithful or not, that stays the same from one to the next. */
const manner = fc.record(
  {
    id: fc.constantFrom('', 'chatcmpl-2', 7, null),
    created: fc.constantFrom(1_760_000_000_000, '1760000000', 1.5),
    object: fc.constantFrom('chat.completion', 'error', ''),
    model: fc.constantFrom('other', ''),
    usage: fc.constantFrom(null, {}, { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 }),
    service_tier: fc.constantFrom('default', 'odd'),
    error: fc.constantFrom(null, 'down'),
    extra: fc.constantFrom(1, { deep: [1] }),
  },
  { requiredKeys: [] },
);
const choice = fc.record(
  {
    index: fc.constantFrom(1, -1, '0'),
    finish_reason: fc.constantFrom('', 'stop', 'odd'),
    logprobs: fc.constantFrom(null, {}, { content: [] }),
    message: fc.constantFrom(null, { content: 'x' }),
  },
  { requiredKeys: [] },
);
const delta = fc.record(
  {
    role: fc.constantFrom('assistant', '', null),
    refusal: fc.constantFrom(null, '', 'no'),
    tool_calls: fc.constantFrom([], null, [{ index: 0, id: 'c', function: { name: 'f', arguments: '' } }]),
    function_call: fc.constantFrom(null, {}),
    content: fc.constantFrom(null, ''),
  },
  { requiredKeys: [] },
);
const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(' a', ' ab', ' abc', 'b', ' word') },
  fc.constantFrom('', '\ufffd', 'é', '🎉', '\n', '"', '\\', '\u0000', '</s>', '[DONE]', 'data: x'),
);
const row = fc.record({
  manner,
  choice,
  delta,
  field: fc.constantFrom('content', 'content', 'content', 'reasoning_content', 'reasoning'),
  texts: fc.array(text, { maxLength: 7 }),
  padded: fc.boolean(),
  twice: fc.boolean(),
});
/** Fragments of a tool call's arguments. */
const callRow = fc.record({
  opening: fc.boolean(),
  fragment: fc.record(
    {
      index: fc.constantFrom(0, 1, -1, null),
      id: fc.constantFrom('', 'call_1', null),
      type: fc.constantFrom('function', null),
      name: fc.constantFrom('', 'get_time', null),
    },
    { requiredKeys: [] },
  ),
  texts: fc.array(fc.constantFrom('{"a":', ' 1', '}', '{}', '', 'é', '\ufffd', '"'), { maxLength: 7 }),
  content: fc.constantFrom(undefined, null, '', 'x'),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function eventsOf(each: Row): readonly string[] {
  return each.texts.map((said, n) => {
    const whole = {
      ...chunk({ ...each.delta, [each.field]: said }),
      ...each.manner,
      ...(each.padded ? { obfuscation: 'x'.repeat(n % 3) } : {}),
    };
    const json = JSON.stringify({
      ...whole,
      choices: [{ index: 0, delta: { ...each.delta, [each.field]: said }, finish_reason: null, ...each.choice }],
    });
    // A member that stands twice: the last one counts.
    return `data: ${each.twice ? json.replace('"delta":{', `"delta":{"${each.field}":"first",`) : json}\n\n`;
  });
}

type CallRow = typeof callRow extends fc.Arbitrary<infer T> ? T : never;

function callEventsOf({ opening, fragment, texts, content }: CallRow): readonly string[] {
  const { name, ...rest } = fragment;
  const open = { index: 0, id: 'call_1', type: 'function', function: { name: 'get_time', arguments: '' } };
  const calls = [
    ...(opening ? [open] : []),
    ...texts.map((said) => ({ ...rest, function: { ...(name === undefined ? {} : { name }), arguments: said } })),
  ];
  return calls.map((call) => sseText([chunk({ tool_calls: [call], content })]));
}

function judgePieces(pieces: readonly Piece[], id: string): Result {
  return judge({
    case: makeCase({ id: 'streaming/minimal', about: 'streaming', elicits: 'a b c' }),
    spec: specOf(id),
    exchanges: [makeExchange({ pieces, request: REQUEST })],
    controlWorks: true,
  });
}

const specId = fc.constantFrom(...specs.map(({ id }) => id));
const TOOL = { type: 'function', function: { name: 'get_time', parameters: { type: 'object', required: ['a'] } } };
const REQUEST = { model: 'm', messages: [{ role: 'user', content: 'a b c' }], stream: true, tools: [TOOL] };
const FORMS = new Set(['sse.comments', 'sse.space', 'sse.data', 'sse.bom', 'sse.fields', 'sse.line-ends']);
const encoder = new TextEncoder();
const streams = fc
  .array(fc.oneof({ weight: 3, arbitrary: row.map(eventsOf) }, callRow.map(callEventsOf)), { maxLength: 5 })
  .map((rows) => rows.flat());
const END = [sseText([chunk({}, 'stop')]), 'data: [DONE]\n\n'];

describe('events that are alike', () => {
  it('are told of as if each were read by itself', () => {
    fc.assert(
      fc.property(streams, specId, fc.boolean(), (events, id, ends) => {
        const all = [...events, ...(ends ? END : [])];
        const pieces = (parts: readonly string[]): readonly Piece[] =>
          parts.map((part, n) => ({ ms: 10 + n, bytes: encoder.encode(part) }));
        const together = judgePieces(pieces(all), id);
        // A comment in front of each keeps them from being a row.
        const apart = judgePieces(pieces(all.map((event) => `:\n${event}`)), id);
        const without = (result: Result) => ({
          ...result,
          // What quotes the bytes of the whole stream quotes the comments, too.
          divergences: result.divergences
            .filter(({ check }) => check !== 'sse-forms')
            .map((each) => (each.check === 'acceptance' ? each.kind : each)),
          observed: result.observed.filter((claim) => !FORMS.has(claim)),
        });
        expect(without(together)).toEqual(without(apart));
      }),
      { numRuns: 1500 },
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
    ]);
    fc.assert(
      fc.property(streams, specId, fc.array(fc.nat(400), { minLength: 1 }), (events, id, cuts) => {
        const bytes = encoder.encode([...events, ...END].join(''));
        const condenser = makeCondenser(0);
        let at = 0;
        for (let n = 0; at < bytes.length; n++) {
          const end = at + 1 + (cuts[n % cuts.length] ?? 0);
          condenser.add(n, bytes.subarray(at, end));
          at = end;
        }
        const kept = condenser.close();
        const [short, long] = [kept, [{ ms: 0, bytes }]].map((pieces) => judgePieces(pieces, id));
        const others = (result: Result | undefined) => result?.divergences.filter(({ check }) => !ofText.has(check));
        expect(others(short)).toEqual(others(long));
        // Less of the text may show less, and never more.
        const isOfText = long?.divergences.some(({ check }) => ofText.has(check)) ?? false;
        expect(isOfText ? null : short?.verdict).toBe(isOfText ? null : long?.verdict);
        const size = kept.reduce((sum, piece) => sum + piece.bytes.length + (piece.skipped?.bytes ?? 0), 0);
        expect(size).toBe(bytes.length);
      }),
      { numRuns: 1500 },
    );
  });
});
