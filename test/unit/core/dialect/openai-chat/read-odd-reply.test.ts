import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../../src/core/dialect/answer.js';
import { chatReply } from '../../../../../src/core/dialect/openai-chat/chat-reply.js';
import { readAnswer } from '../../../../../src/core/dialect/read-answer.js';
import { placeIn } from '../../../../../src/core/dialect/reply.js';
import { chunk, completion, makeExchange } from '../../../../support/exchange.js';

function callFragments(...fragments: readonly unknown[]): Answer {
  return readAnswer(makeExchange({ sse: fragments.map((fragment) => chunk({ tool_calls: [fragment] })) }));
}

/** A response whose message has these tool calls: clients take the entries of its list as they come, whatever their index. */
function callList(...list: readonly unknown[]): Answer {
  return readAnswer(makeExchange({ body: completion({ content: null, tool_calls: list }) }));
}

const calls = (answer: Answer): unknown =>
  answer.reply.outputs[0]?.calls.map((call) => [
    call.index,
    call.id,
    call.name,
    call.type === 'function' ? call.arguments.text : call.type,
  ]);

describe('inputs that clients read in one way', () => {
  it('two calls under one index while the arguments of the first are open: one call, as openai and the AI SDK go by the index', () => {
    const answer = callFragments(
      { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":' } },
      { index: 0, id: 'b', type: 'function', function: { name: 'g', arguments: '{"y":1}' } },
    );
    expect(calls(answer)).toEqual([[0, 'a', 'fg', '{"x":{"y":1}']]);
    expect(chatReply(answer).outputs[0]?.calls[0]?.fragments.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('no index and a new id: another call, because the id is what the result refers to', () => {
    const answer = callFragments(
      { id: 'a', function: { name: 'f', arguments: '{}' } },
      { id: 'b', function: { arguments: '{}' } },
    );
    expect(calls(answer)).toEqual([
      [null, 'a', 'f', '{}'],
      [null, 'b', '', '{}'],
    ]);
  });

  it.each([['{}\n'], ['{}', '\n']])(
    'arguments that end in a newline are closed: what follows is another call',
    (...args) => {
      const answer = callFragments(
        { index: 0, function: { name: 'f', arguments: '' } },
        ...args.map((text) => ({ index: 0, function: { arguments: text } })),
        { index: 0, function: { name: 'g', arguments: '{}' } },
      );
      expect(calls(answer)).toEqual([
        [0, null, 'f', '{}\n'],
        [0, null, 'g', '{}'],
      ]);
    },
  );

  it('two calls under one index in a body: two calls, as the list has two entries', () => {
    const answer = callList(
      { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":' } },
      { index: 0, id: 'b', type: 'function', function: { name: 'g', arguments: '{"y":1}' } },
    );
    expect(calls(answer)).toEqual([
      [0, 'a', 'f', '{"x":'],
      [0, 'b', 'g', '{"y":1}'],
    ]);
  });

  it.each([undefined, -1])('index %j in a body: the call is there', (index) => {
    const answer = callList(
      { index, id: 'a', type: 'function', function: { name: 'f', arguments: '{}\n' } },
      { index, id: 'b', type: 'function', function: { name: 'g', arguments: { x: 1 } } },
    );
    expect(calls(answer)).toEqual([
      [index ?? null, 'a', 'f', '{}\n'],
      [index ?? null, 'b', 'g', '{"x":1}'],
    ]);
  });

  it('a negative index: no call, because no client finds an entry there', () => {
    const answer = callFragments({ index: -1, id: 'a', function: { name: 'f', arguments: '{}' } });
    expect(calls(answer)).toEqual([]);
    expect(chatReply(answer).outputs[0]?.strayCalls).toHaveLength(1);
  });

  it('content in parts: the text of its text parts, as clients show messages with parts', () => {
    const content = [{ type: 'text', text: 'Hi' }, { type: 'image_url', image_url: {} }, ' there'];
    const [output] = readAnswer(makeExchange({ body: completion({ content }) })).reply.outputs;
    expect(output?.text.text).toBe('Hi there');
    expect(output && placeIn(output.text, 1)).toEqual({ part: 'body', pointer: '/choices/0/message/content/0/text' });
    expect(output?.holdsOther).toBe(true);
  });

  it('content in parts in a stream: the same text, with the chunk of each part', () => {
    const parts = [[{ type: 'text', text: 'Hi' }], ' there', [{ type: 'image_url', image_url: {} }]];
    const answer = readAnswer(makeExchange({ sse: parts.map((content) => chunk({ content })) }));
    const [output] = answer.reply.outputs;
    expect(output?.text.text).toBe('Hi there');
    expect(output && placeIn(output.text, 1)).toEqual({
      part: 'chunk',
      chunk: 0,
      pointer: '/choices/0/delta/content/0/text',
    });
    expect(output?.holdsOther).toBe(true);
  });

  it('arguments as an object: the JSON text that they should be', () => {
    const answer = callFragments({ index: 0, id: 'a', function: { name: 'f', arguments: { x: 1 } } });
    expect(calls(answer)).toEqual([[0, 'a', 'f', '{"x":1}']]);
  });

  it('a call of type custom: its name and input, never a function', () => {
    const custom = { id: 'c1', type: 'custom', custom: { name: 'sql', input: 'SELECT 1;' } };
    const [output] = readAnswer(makeExchange({ body: completion({ content: null, tool_calls: [custom] }) })).reply
      .outputs;
    expect(output?.calls[0]).toMatchObject({ type: 'custom', id: 'c1', name: 'sql', input: { text: 'SELECT 1;' } });
    const streamed = callFragments({ index: 0, ...custom }, { index: 0, custom: { input: ' -- x' } });
    expect(streamed.reply.outputs[0]?.calls).toMatchObject([{ type: 'custom', input: { text: 'SELECT 1; -- x' } }]);
  });

  it.each([
    ['function', { type: 'function', function: { name: 'f', arguments: '' } }],
    ['function', { function: { name: 'f' } }],
    ['function', { type: 'tool', function: { name: 'f' } }],
    ['custom', { custom: { name: 'f', input: '' } }],
    ['other', { type: 'computer_use' }],
  ])('a call is of type %s: %j', (type, call) => {
    expect(callFragments({ index: 0, id: 'a', ...call }).reply.outputs[0]?.calls[0]?.type).toBe(type);
  });
});
