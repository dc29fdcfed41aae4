import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../src/core/model/answer.js';
import { readAnswer } from '../../../../../src/core/dialect/openai-chat/read-answer.js';
import { chunk, completion, makeExchange } from '../../../../support/exchange.js';

function stream(deltas: readonly unknown[]): Answer {
  return readAnswer(makeExchange({ sse: [...deltas.map((delta) => chunk(delta)), chunk({}, 'stop'), 'data: [DONE]'] }));
}

function callFragments(...fragments: readonly unknown[]): Answer {
  return stream(fragments.map((fragment) => ({ tool_calls: [fragment] })));
}

const calls = (answer: Answer): unknown =>
  answer.choices[0]?.toolCalls.map(({ index, id, name, arguments: text }) => [index, id, name, text]);

const choice = (index: number, content: string): unknown => ({ choices: [{ index, delta: { content } }] });

const finish = (...reasons: readonly unknown[]): unknown =>
  readAnswer(makeExchange({ sse: reasons.map((finish_reason) => ({ choices: [{ delta: {}, finish_reason }] })) }))
    .choices[0]?.finishReason;

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
        const whole = readAnswer(
          makeExchange({
            body: completion({
              content: content.join(''),
              reasoning_content: reasoning.join(''),
              tool_calls: [{ index: 0, id: 'c1', type: 'function', function: { name: 'f', arguments: args.join('') } }],
            }),
          }),
        );
        const shapes = [answer, whole].map(({ choices }) =>
          choices.map(({ toolCalls, ...rest }) => ({
            ...rest,
            toolCalls: toolCalls.map((call) => ({ ...call, chunks: [] })),
          })),
        );
        expect(shapes[0]).toEqual(shapes[1]);
      }),
    );
  });

  it('keeps interleaved choices apart and puts them in order', () => {
    const answer = readAnswer(makeExchange({ sse: [choice(1, 'x'), choice(0, 'a'), choice(1, 'y'), choice(0, 'b')] }));
    expect(answer.choices.map(({ index, content }) => [index, content])).toEqual([
      [0, 'ab'],
      [1, 'xy'],
    ]);
  });

  it('takes the position where an index is missing or no integer', () => {
    const answer = readAnswer(
      makeExchange({ sse: [{ choices: [{ delta: { content: 'a' } }, { index: 'x', delta: { content: 'b' } }] }] }),
    );
    expect(answer.choices.map(({ index, content }) => [index, content])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
  });

  it('tells no content from empty content', () => {
    expect(stream([{ content: null }, {}]).choices[0]?.content).toBeNull();
    expect(stream([{ content: '' }]).choices[0]?.content).toBe('');
    expect(stream([{ content: [{ type: 'text', text: 'a' }, { type: 'image' }] }]).choices[0]?.content).toBe('a');
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
      'as one where the id drifts',
      [
        { index: -1, id: 'a', function: { name: 'f', arguments: '{' } },
        { index: -1, id: 'b', function: { name: '', arguments: '}' } },
      ],
      [[-1, 'a', 'f', '{}']],
    ],
    [
      'with arguments that are no string',
      [{ index: 0, id: 'a', function: { name: 'f', arguments: { city: 'Oslo' } } }],
      [[0, 'a', 'f', '{"city":"Oslo"}']],
    ],
  ])('puts tool calls together %s', (_, fragments, expected) => {
    expect(calls(callFragments(...fragments))).toEqual(expected);
  });

  it('tells which chunks carried a call', () => {
    const answer = callFragments({ index: 0, id: 'a', function: { name: 'f' } }, { index: 0 }, { index: 1, id: 'b' });
    expect(answer.choices[0]?.toolCalls.map(({ chunks }) => chunks)).toEqual([[0, 1], [2]]);
  });

  it('assembles the legacy function call', () => {
    const answer = stream([
      { function_call: { name: 'f', arguments: '{' } },
      { function_call: { name: null, arguments: '}' } },
    ]);
    expect(answer.choices[0]?.functionCall).toEqual({ name: 'f', arguments: '{}' });
  });
});
