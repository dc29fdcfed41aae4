import { describe, expect, test } from 'vitest';
import { blockEvents, messageEvents, reported, textBlock, written } from '../../../../support/messages.js';

const pong = textBlock(0, 'po', 'ng');
const complete = messageEvents(pong);
const [start, ...afterStart] = complete;
const tools = [{ name: 'look', input_schema: { type: 'object', properties: { at: { type: 'string' } } } }];
const request = { model: 'm', max_tokens: 50, stream: true, tools, messages: [{ role: 'user', content: 'Hi' }] };
const judged = (events: Parameters<typeof written>[0]) => reported({ request, sse: written(events) });
const thinking = (...deltas: Parameters<typeof blockEvents>[2][]) =>
  blockEvents(0, { type: 'thinking', thinking: '', signature: '' }, ...deltas);
const thought = { type: 'thinking_delta', thinking: 'Hm.' };
const call = (...pieces: readonly string[]) =>
  blockEvents(
    0,
    { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} },
    ...pieces.map((partial) => ({ type: 'input_json_delta', partial_json: partial })),
  );
const calls = { delta: { stop_reason: 'tool_use', stop_sequence: null } };

describe('a documented stream is not reported', () => {
  test.each([
    ['of one block', complete],
    ['with pings anywhere', [start ?? {}, { type: 'ping' }, { type: 'ping' }, ...afterStart]],
    ['with an unknown event', [start ?? {}, { type: 'vendor_note', note: 'x' }, ...afterStart]],
    ['of two blocks', messageEvents([...pong, ...textBlock(1, '!')])],
    ['without any block', messageEvents([], { usage: { output_tokens: 2 } })],
    [
      'with a signed thought',
      messageEvents([...thinking(thought, { type: 'signature_delta', signature: 's' }), ...textBlock(1, 'pong')]),
    ],
    [
      'with an unknown block',
      messageEvents([...blockEvents(0, { type: 'fallback', model: 'x' }), ...textBlock(1, 'pong')]),
    ],
    ['with several message_delta', [...complete.slice(0, -1), ...complete.slice(-2)]],
  ])('%s', (_, events) => {
    expect(judged(events)).toEqual([]);
  });
});

describe('a stream in disorder is reported once', () => {
  test.each([
    ['no message_start', afterStart, ['event-order chunk content_block_start /type']],
    ['no message_delta', complete.filter(({ type }) => type !== 'message_delta'), ['event-order stream']],
    [
      'a delta without its block',
      complete.filter(({ type }) => type !== 'content_block_start'),
      ['block-lifecycle chunk content_block_delta /index'],
    ],
    [
      'an open block',
      complete.filter(({ type }) => type !== 'content_block_stop'),
      ['block-lifecycle chunk message_delta /type'],
    ],
    [
      'two open blocks',
      messageEvents([...pong.slice(0, -1), ...textBlock(1, '!'), ...pong.slice(-1)]),
      ['block-lifecycle chunk content_block_start /type'],
    ],
    ['an index from 1', messageEvents(textBlock(1, 'pong')), ['block-index chunk content_block_start /index']],
    [
      'an empty block',
      messageEvents([...textBlock(0), ...textBlock(1, 'pong')]),
      ['block-deltas chunk content_block_start /content_block'],
    ],
    [
      'an unsigned thought',
      messageEvents([...thinking(thought), ...textBlock(1, 'pong')]),
      ['thinking-signature chunk content_block_start /content_block/signature'],
    ],
    [
      'an empty signature',
      messageEvents([...thinking(thought, { type: 'signature_delta', signature: '' }), ...textBlock(1, 'pong')]),
      ['thinking-signature chunk content_block_delta /delta/signature'],
    ],
    [
      'an input that breaks off',
      messageEvents(call('{"at":', '"i'), calls),
      ['tool-use-input chunk content_block_delta /delta/partial_json'],
    ],
    [
      'counts that fall',
      messageEvents(pong, { usage: { input_tokens: 0, output_tokens: 3 } }),
      ['usage-cumulative chunk message_delta /usage/input_tokens'],
    ],
  ])('%s', (_, events, expected) => {
    expect(judged(events)).toEqual(expected);
  });

  test('counts that fall after a compaction are those of the last iteration', () => {
    const iterations = [{ type: 'compaction' }, { type: 'message' }];
    const events = messageEvents(pong, { usage: { input_tokens: 8, output_tokens: 3, iterations } });
    expect(judged(events)).toEqual([]);
  });

  test('events without names', () => {
    expect(reported({ sse: complete })).toEqual(['event-name chunk /type']);
  });

  test('a terminator of another API', () => {
    expect(reported({ sse: [...written(complete), 'data: [DONE]'] })).toEqual(['sse-terminator stream']);
  });

  test('an error without its form', () => {
    const sse = [...written(complete.slice(0, 3)), 'data: {"error":{"message":"no"}}'];
    expect(reported({ sse })).toEqual(['error-event chunk']);
  });
});
