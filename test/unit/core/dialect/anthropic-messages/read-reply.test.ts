import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../../../../src/core/dialect/read-answer.js';
import {
  blockEvents,
  messageBody,
  messageEvents,
  messageExchange,
  textBlock,
  written,
} from '../../../../support/messages.js';

const stream = (events: Parameters<typeof written>[0]) => readAnswer(messageExchange({ sse: written(events) }));

describe('a body', () => {
  test('is one output with its text, thinking, calls and reason', () => {
    const content = [
      { type: 'thinking', thinking: 'Hm.', signature: 's' },
      { type: 'text', text: 'Well: ' },
      { type: 'text', text: 'hi' },
      { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'it' } },
    ];
    const { reply, succeeded } = readAnswer(
      messageExchange({ body: messageBody(content, { stop_reason: 'tool_use' }) }),
    );
    const [output] = reply.outputs;
    expect(succeeded).toBe(true);
    expect(output?.text.text).toBe('Well: hi');
    expect(output?.reasoning.text).toBe('Hm.');
    expect(output?.finish).toMatchObject({ reason: 'calls', raw: 'tool_use' });
    expect(output?.calls).toMatchObject([{ id: 'toolu_1', name: 'look', arguments: { text: '{"at":"it"}' } }]);
    expect(output?.text.pieces[1]?.place).toEqual({ part: 'body', pointer: '/content/2/text' });
  });

  test('counts what was written to the cache and read from it as input', () => {
    const usage = { input_tokens: 2, cache_creation_input_tokens: 30, cache_read_input_tokens: 400, output_tokens: 5 };
    const { reply } = readAnswer(messageExchange({ body: messageBody([], { usage }) }));
    expect(reply.usage?.input.value).toBe(432);
    expect(reply.usage?.total.value).toBeNull();
  });

  test('of another API, a list of models and a count of tokens have no output', () => {
    const bodies = [
      { object: 'chat.completion', choices: [] },
      { data: [{ id: 'm', type: 'model' }] },
      { input_tokens: 7 },
    ];
    expect(bodies.map((body) => readAnswer(messageExchange({ body })).reply.outputs)).toEqual([[], [], []]);
  });
});

describe('a stream', () => {
  test('joins the deltas of each block, with pings and unknown events between them', () => {
    const input = blockEvents(
      1,
      { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} },
      { type: 'input_json_delta', partial_json: '' },
      { type: 'input_json_delta', partial_json: '{"at":' },
      { type: 'input_json_delta', partial_json: '"it"}' },
    );
    const { reply } = stream(
      messageEvents([...textBlock(0, 'pi', 'ng'), { type: 'ping' }, { type: 'vendor_note', text: 'x' }, ...input]),
    );
    const [output] = reply.outputs;
    expect(output?.text.text).toBe('ping');
    expect(output?.calls).toMatchObject([{ name: 'look', arguments: { text: '{"at":"it"}' } }]);
    expect(output?.text.pieces[1]?.place).toEqual({ part: 'chunk', chunk: 3, pointer: '/delta/text' });
    expect(reply.usage).toMatchObject({ input: { value: 9 }, output: { value: 3 } });
    expect(reply.error).toBeNull();
  });

  test('reports an error event as its error', () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const { reply, succeeded } = stream([...messageEvents(textBlock(0, 'pi')).slice(0, 3), error]);
    expect(succeeded).toBe(false);
    expect(reply.error?.value).toEqual(error);
  });

  test('takes a call without any piece of JSON for one without input', () => {
    const call = blockEvents(0, { type: 'tool_use', id: 'toolu_1', name: 'look', input: {} });
    expect(stream(messageEvents(call)).reply.outputs[0]?.calls).toMatchObject([{ arguments: { text: '{}' } }]);
  });
});

test('the list of models is read by the dialect of the spec that judges it', () => {
  const exchange = messageExchange({ method: 'GET', url: 'http://127.0.0.1:8080/v1/models', body: { data: [] } });
  expect(readAnswer(exchange).operation).toBe('models');
});
