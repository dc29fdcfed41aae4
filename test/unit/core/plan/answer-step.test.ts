import { describe, expect, it } from 'vitest';
import { withAnswer } from '../../../../src/core/plan/answer-step.js';
import type { Step } from '../../../../src/core/model/case.js';
import { makeStep } from '../../../support/case.js';
import { completion, makeExchange } from '../../../support/exchange.js';
import { specOf } from '../../../support/specs-and-suites.js';

const question = { role: 'user', content: 'What is the weather in Paris?' };
const next = { role: 'user', content: 'Well?' };
const message = {
  role: 'assistant',
  content: null,
  refusal: null,
  reasoning: 'Look it up.',
  tool_calls: [{ id: 'a b', type: 'function', function: { name: 'get_weather', arguments: '{ "city": "Paris"}' } }],
};
const step = makeStep({ path: '/chat/completions', answerAt: 1, body: { model: 'm', messages: [question, next] } });
const received = (given: object): Step | null =>
  withAnswer(step, [makeExchange({ body: completion(given) })], [specOf('openai')]);

describe('a step that continues a conversation', () => {
  it('has the message as it was received, with all members, and a result for each call', () => {
    expect(received(message)?.body?.['messages']).toEqual([
      question,
      message,
      { role: 'tool', tool_call_id: 'a b', content: expect.any(String) },
      next,
    ]);
  });

  it('has no results if the message has no calls', () => {
    const text = { role: 'assistant', content: 'Clear.', annotations: [] };
    expect(received(text)?.body?.['messages']).toEqual([question, text, next]);
  });

  it('is not sent if the documents do not allow it, or no response has a message', () => {
    expect(received({ ...message, tool_calls: [{ ...message.tool_calls[0], id: 7 }] })).toBeNull();
    expect(withAnswer(step, [makeExchange({ status: 500, body: {} })], [specOf('openai')])).toBeNull();
  });

  it('continues a message of the Messages API, with the results in one user message', () => {
    const content = [
      { type: 'thinking', thinking: 'Look it up.', signature: 'x' },
      { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Paris' } },
    ];
    const body = {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'm',
      content,
      stop_reason: 'tool_use',
      stop_sequence: null,
      usage: { input_tokens: 1, output_tokens: 2 },
    };
    const planned = { model: 'm', max_tokens: 9, messages: [question, next] };
    const continued = withAnswer(
      makeStep({ path: '/messages', answerAt: 1, body: planned }),
      [makeExchange({ url: 'http://127.0.0.1/v1/messages', request: planned, body })],
      [specOf('anthropic')],
    );
    expect(continued?.body?.['messages']).toEqual([
      question,
      { role: 'assistant', content },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: expect.any(String) }] },
      next,
    ]);
  });
});
