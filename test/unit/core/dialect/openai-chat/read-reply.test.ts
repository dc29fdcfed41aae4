import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../src/core/dialect/answer.js';
import { chatReply } from '../../../../../src/core/dialect/openai-chat/chat-reply.js';
import { placeIn } from '../../../../../src/core/dialect/reply.js';
import { readAnswer } from '../../../../../src/core/dialect/read-answer.js';
import { chunk, completion, makeExchange } from '../../../../support/exchange.js';

function stream(deltas: readonly unknown[]): Answer {
  return readAnswer(makeExchange({ sse: [...deltas.map((delta) => chunk(delta)), chunk({}, 'stop'), 'data: [DONE]'] }));
}

function callFragments(...fragments: readonly unknown[]): Answer {
  return stream(fragments.map((fragment) => ({ tool_calls: [fragment] })));
}

const calls = (answer: Answer): unknown =>
  answer.reply.outputs[0]?.calls.map((call) => [
    call.index,
    call.id,
    call.name,
    call.type === 'function' ? call.arguments.text : call.type,
  ]);

const choice = (index: number, content: string): unknown => ({ choices: [{ index, delta: { content } }] });

const finish = (...reasons: readonly unknown[]): unknown =>
  readAnswer(makeExchange({ sse: reasons.map((finish_reason) => ({ choices: [{ delta: {}, finish_reason }] })) })).reply
    .outputs[0]?.finish.raw;

/** The text cut into pieces, some of them empty. */
const pieces = fc
  .tuple(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 6 }))
  .map(([text, cuts]) => {
    const letters = Array.from(text);
    const at = cuts.toSorted((a, b) => a - b);
    return [0, ...at].map((start, n) => letters.slice(start, at[n] ?? letters.length).join(''));
  });

describe('assembly', () => {
  it('makes the same of an answer however its texts are cut', () => {
    fc.assert(
      fc.property(pieces, pieces, pieces, (content, reasoning, args) => {
        const answer = stream([
          { role: 'assistant' },
          ...reasoning.map((text) => ({ reasoning_content: text })),
          ...content.map((text) => ({ content: text })),
          { tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: '' } }] },
          ...args.map((text) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
        ]);
        const complete = readAnswer(
          makeExchange({
            body: completion({
              content: content.join(''),
              reasoning_content: reasoning.join(''),
              tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: args.join('') } }],
            }),
          }),
        );
        const shapes = [answer, complete].map(({ reply }) =>
          reply.outputs.map(({ text, reasoning: thought, finish: end, calls: made }) => [
            text.text,
            thought.text,
            end.raw,
            made.map((call) => [call.id, call.name, call.type === 'function' ? call.arguments.text : null]),
          ]),
        );
        expect(shapes[0]).toEqual(shapes[1]);
      }),
    );
  });

  it('keeps interleaved choices apart in the order in which they begin', () => {
    const answer = readAnswer(makeExchange({ sse: [choice(1, 'x'), choice(0, 'a'), choice(1, 'y'), choice(0, 'b')] }));
    expect(answer.reply.outputs.map(({ index, text }) => [index, text.text])).toEqual([
      [1, 'xy'],
      [0, 'ab'],
    ]);
  });

  it('takes the position where an index is missing or no integer', () => {
    const answer = readAnswer(
      makeExchange({ sse: [{ choices: [{ delta: { content: 'a' } }, { index: 'x', delta: { content: 'b' } }] }] }),
    );
    expect(answer.reply.outputs.map(({ index, text }) => [index, text.text])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
  });

  it('keeps the finish_reason that came, null only where nothing else did', () => {
    expect(finish(null, 'stop', null)).toBe('stop');
    expect(finish(null)).toBeNull();
    expect(finish(undefined)).toBeUndefined();
  });

  it.each([
    [
      'by index',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{' } },
        { index: 1, id: 'b', function: { name: 'g', arguments: '[' } },
        { index: 0, function: { arguments: '}' } },
        { index: 1, function: { arguments: ']' } },
      ],
      [
        [0, 'a', 'f', '{}'],
        [1, 'b', 'g', '[]'],
      ],
    ],
    [
      'by id without an index',
      [
        { id: 'a', function: { name: 'f', arguments: '{' } },
        { id: 'b', function: { name: 'g' } },
        { id: 'a', function: { arguments: '}' } },
        { function: { arguments: '!' } },
      ],
      [
        [null, 'a', 'f', '{}'],
        [null, 'b', 'g', '!'],
      ],
    ],
    [
      'apart where calls share an index',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{}' } },
        { index: 0, id: 'b', function: { name: 'f', arguments: '{}' } },
      ],
      [
        [0, 'a', 'f', '{}'],
        [0, 'b', 'f', '{}'],
      ],
    ],
    [
      'apart where they share it and have no ids',
      [
        { index: 0, function: { name: 'f', arguments: '{}' } },
        { index: 0, function: { name: 'g', arguments: '{}' } },
      ],
      [
        [0, null, 'f', '{}'],
        [0, null, 'g', '{}'],
      ],
    ],
    [
      'as one where id and name are repeated',
      [
        { index: 0, id: 'a', function: { name: 'f', arguments: '{' } },
        { index: 0, id: 'a', function: { name: 'f', arguments: '}' } },
      ],
      [[0, 'a', 'f', '{}']],
    ],
    [
      'with arguments that are no string',
      [{ index: 0, id: 'a', function: { name: 'f', arguments: { city: 'Oslo' } } }],
      [[0, 'a', 'f', '{"city":"Oslo"}']],
    ],
  ])('puts tool calls together %s', (_, fragments, expected) => {
    expect(calls(callFragments(...fragments))).toEqual(expected);
  });

  it('keeps the place of each fragment of a call', () => {
    const answer = callFragments({ index: 0, id: 'a', function: { name: 'f' } }, { index: 0 }, { index: 1, id: 'b' });
    const [output] = chatReply(answer).outputs;
    expect(output?.calls.map(({ fragments }) => fragments.map(({ chunk: n }) => n))).toEqual([[0, 1], [2]]);
    expect(output?.calls[1]?.place).toEqual({ part: 'chunk', chunk: 2, pointer: '/choices/0/delta/tool_calls/0' });
  });
});

describe('places', () => {
  const ORDER = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1, 0];

  it('are those of each character, also when several choices take turns', () => {
    const letter = (n: number): string => String.fromCharCode(97 + n);
    const { outputs } = readAnswer(makeExchange({ sse: ORDER.map((index, n) => choice(index, letter(n))) })).reply;
    for (const { index, text } of outputs) {
      const own = ORDER.flatMap((each, n) => (each === index ? [n] : []));
      expect(text.text).toBe(own.map(letter).join(''));
      expect(own.map((_, offset) => placeIn(text, offset))).toEqual(
        own.map((n) => ({ part: 'chunk', chunk: n, pointer: '/choices/0/delta/content' })),
      );
    }
  });

  it('of a text that is missing are its member in a body, and no place in particular in a stream', () => {
    const [body] = readAnswer(makeExchange({ body: completion({ content: null }) })).reply.outputs;
    expect(body && placeIn(body.text)).toEqual({ part: 'body', pointer: '/choices/0/message/content' });
    const [streamed] = stream([{}]).reply.outputs;
    expect(streamed && placeIn(streamed.text)).toEqual({ part: 'stream' });
  });
});
