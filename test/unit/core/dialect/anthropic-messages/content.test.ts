import { describe, expect, test } from 'vitest';
import { MESSAGES_URL, messageBody, reported, reportedOfSteps } from '../../../../support/messages.js';

const say = (text: string) => [{ type: 'text', text }];
const ask = (rest: object = {}) => ({
  model: 'm',
  max_tokens: 50,
  messages: [{ role: 'user', content: 'Count.' }],
  ...rest,
});

describe('stop sequences', () => {
  const request = ask({ stop_sequences: ['zz', '4'] });
  const elicits = { elicits: '1 2 3 4 5' };
  const judged = (rest: Parameters<typeof messageBody>[1], text = '1 2 3 ') =>
    reported({ request, body: messageBody(say(text), rest) }, elicits);

  test.each([
    ['the one that ended the answer', { stop_reason: 'stop_sequence', stop_sequence: '4' }, []],
    ['another reason', { stop_reason: 'end_turn' }, ['stop-sequence body /stop_reason']],
    ['none', { stop_reason: 'stop_sequence' }, ['stop-sequence body /stop_sequence']],
    ['another sequence', { stop_reason: 'stop_sequence', stop_sequence: 'zz' }, ['stop-sequence body /stop_sequence']],
  ])('%s is named', (_, rest, expected) => {
    expect(judged(rest)).toEqual(expected);
  });

  test('an answer that ends otherwise is not judged', () => {
    expect(judged({ stop_reason: 'end_turn' }, 'I would rather not.')).toEqual([]);
  });
});

describe('a final assistant message', () => {
  const request = ask({
    messages: [
      { role: 'user', content: 'Count.' },
      { role: 'assistant', content: '1 2 3 4' },
    ],
  });

  test('is continued', () => {
    expect(reported({ request, body: messageBody(say(' 5 6')) })).toEqual([]);
  });

  test('is not repeated', () => {
    expect(reported({ request, body: messageBody(say('1 2 3 4 5 6')) })).toEqual([
      'prefill-continued body /content/*/text',
    ]);
  });
});

describe('thinking with a budget', () => {
  const request = ask({ max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 1024 } });
  const thought = { type: 'thinking', thinking: 'Hm.', signature: 's' };

  test.each([
    ['comes first', [thought, ...say('pong')], []],
    ['may be redacted', [{ type: 'redacted_thinking', data: 'x' }, ...say('pong')], []],
    ['is missing', say('pong'), ['thinking-blocks body /content']],
    ['comes late', [...say('pong'), thought], ['thinking-blocks body /content/*/type']],
    ['is empty', [{ ...thought, thinking: '' }, ...say('pong')], ['thinking-blocks body /content/*/thinking']],
  ])('%s', (_, content, expected) => {
    expect(reported({ request, body: messageBody(content) })).toEqual(expected);
  });
});

describe('errors and headers', () => {
  const error = { type: 'error', error: { type: 'invalid_request_error', message: 'No.' }, request_id: 'req_1' };
  const refused = { expects: 'refused', mistake: 'missing-field' } as const;

  test('a documented error is not reported', () => {
    expect(reported({ status: 400, body: error }, refused)).toEqual([]);
  });

  test('another id in the body is reported', () => {
    const body = { ...error, request_id: 'req_2' };
    expect(reported({ status: 400, body }, refused)).toEqual(['request-id body /request_id']);
  });

  test('another id in a capture may be redacted: a note', () => {
    const body = { ...error, request_id: '<REQUEST_ID>' };
    expect(reported({ status: 400, body }, { ...refused, origin: 'captured' })).toEqual([]);
  });

  test.each([
    ['anthropic-ratelimit-requests-remaining', '11'],
    ['anthropic-ratelimit-requests-remaining', 'unlimited'],
    ['anthropic-ratelimit-requests-reset', '1770000000'],
  ])('%s: %s is reported', (name, value) => {
    const headers = { 'request-id': 'req_1', 'anthropic-ratelimit-requests-limit': '10', [name]: value };
    expect(reported({ headers, body: messageBody(say('pong')) })).toEqual([`rate-limit-headers header ${name}`]);
  });
});

describe('input tokens', () => {
  const rules = 'You answer questions about the harbour of a small town, and you never guess any pier, ship or time.';
  const tool = { name: 'get_time', description: 'Get the time', input_schema: { type: 'object' } };
  let serial = 0;
  const counted = (tokens: number, rest: object = {}) => ({
    request: ask(rest),
    body: messageBody(say('Hi.'), { id: `msg_${(serial += 1)}`, usage: { input_tokens: tokens, output_tokens: 3 } }),
  });
  const messages = (content: unknown) => ({ messages: [{ role: 'user', content }] });
  const result = (content?: unknown) => [
    { type: 'tool_result', tool_use_id: 'toolu_1', ...(content === undefined ? {} : { content }) },
  ];

  test.each<readonly [string, readonly [number, object], readonly [number, object], boolean]>([
    ['a system prompt that is counted', [9, {}], [32, { system: rules }], true],
    ['a system prompt that is not', [9, {}], [12, { system: rules }], false],
    ['one in blocks that is not', [9, {}], [9, { system: [{ type: 'text', text: rules }] }], false],
    ['tools that are counted', [9, {}], [60, { tools: [tool] }], true],
    ['tools that are not', [9, {}], [9, { tools: [tool] }], false],
    ['a string and its block', [9, messages('Hi')], [9, messages(say('Hi'))], true],
    ['a block that costs more than its text', [9, messages('Hi')], [30, messages(say('Hi'))], false],
    ['a second block that is counted', [9, messages(say('Hi'))], [32, messages([...say('Hi'), ...say(rules)])], true],
    ['a second block that is not', [9, messages(say('Hi'))], [9, messages([...say('Hi'), ...say(rules)])], false],
    ['a tool result that is counted', [9, messages(result())], [32, messages(result(rules))], true],
    ['a tool result that is not', [9, messages(result())], [9, messages(result(rules))], false],
    ['a tool result in blocks', [32, messages(result(rules))], [32, messages(result(say(rules)))], true],
    ['another text', [9, messages('Hi')], [40, messages(`Hi, ${rules}`)], true],
  ])('%s', (_, first, second, holds) => {
    expect(reportedOfSteps([counted(...first), counted(...second)])).toEqual(
      holds ? [] : ['prompt-tokens body /usage/input_tokens'],
    );
  });

  test('of an operation that only counts are compared too', () => {
    const count = (tokens: number, rest: object) => {
      const { max_tokens: _limit, ...request } = ask(rest);
      return { url: `${MESSAGES_URL}/count_tokens`, request, body: { input_tokens: tokens } };
    };
    const testCase = { id: 'tokens/tools-counted', about: 'count-tokens' };
    expect(reportedOfSteps([count(9, {}), count(60, { tools: [tool] })], testCase)).toEqual([]);
    expect(reportedOfSteps([count(9, {}), count(9, { tools: [tool] })], testCase)).toEqual([
      'prompt-tokens body /input_tokens',
    ]);
  });
});
