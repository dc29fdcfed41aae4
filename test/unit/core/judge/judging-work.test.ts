import { expect, test } from 'vitest';
import { readOnce } from '../../../../src/core/dialect/read-answer.js';
import { MOST_ENTRIES, MOST_MISMATCHES } from '../../../../src/core/model/tolerances.js';
import { compileSchema } from '../../../../src/core/schema/validator.js';
import { chatSpec } from '../../../support/chat-spec.js';
import { makeExchange, type ExchangeParts } from '../../../support/exchange.js';
import { judgeExchange } from '../../../support/judge-exchange.js';

// The work for one answer is bounded by what is read of it, not by how much it repeats. Nothing here measures time.

const MANY = 20_000;
const many = (make: (n: number) => unknown, count = MANY) => Array.from({ length: count }, (_, n) => make(n));
const call = (index: number) => ({ index, id: `c${index}`, type: 'function', function: { name: 'f', arguments: '{' } });
const body = (choices: unknown) => ({ body: { id: 'x', object: 'chat.completion', created: 1, model: 'm', choices } });
const message = (more: object) => ({ index: 0, message: { role: 'assistant', content: null, ...more } });
const chunk = (choices: unknown) => ({ id: 'x', object: 'chat.completion.chunk', created: 1, model: 'm', choices });

const outputsOf = (parts: ExchangeParts) => readOnce(makeExchange(parts)).reply.outputs;

test.each<[string, ExchangeParts]>([
  ['a body', body(many((index) => ({ index, x: 1 })))],
  ['a stream', { sse: many((index) => chunk([{ index, delta: { content: 'a' } }])) }],
  ['one chunk', { sse: [chunk(many((index) => ({ index, delta: { content: 'a' } })))] }],
])('at most so many choices of %s are read', (_, parts) => {
  expect(outputsOf(parts)).toHaveLength(MOST_ENTRIES);
});

test.each<[string, ExchangeParts]>([
  ['one choice', body([message({ tool_calls: many(call) })])],
  ['many choices', body(many((index) => ({ ...message({ tool_calls: many(call, 200) }), index }), 100))],
  ['a stream', { sse: many((n) => chunk([{ index: 0, delta: { tool_calls: [call(n)] } }])) }],
])('at most so many tool calls of %s are read', (_, parts) => {
  expect(outputsOf(parts).flatMap(({ calls }) => calls)).toHaveLength(MOST_ENTRIES);
});

test.each<[string, ExchangeParts]>([
  ['choices', body(many((index) => ({ index, x: 1 })))],
  ['calls', body([message({ tool_calls: many(call) })])],
  ['log probabilities', body([{ ...message({}), logprobs: { content: many(() => ({ token: 1 })) } }])],
  ['events', { sse: many(() => ({ error: 1 })) }],
  ['chunks without members', { sse: many(() => ({ choices: [{ index: 0, delta: {} }] })) }],
])('a check reports so many mismatches in %s at most', (_, parts) => {
  const { divergences } = judgeExchange(parts, { spec: chatSpec });
  expect(divergences.length).toBeGreaterThan(0);
  expect(Math.max(...divergences.map(({ occurrences }) => occurrences))).toBeLessThanOrEqual(MOST_MISMATCHES);
});

test('the errors of a long array are those of its first items; an error behind them is found', () => {
  const compiled = compileSchema({ type: 'array', items: { type: 'string' } });
  expect(compiled.validate(many(() => 1) as never)).toHaveLength(MOST_ENTRIES);
  const late = [...many(() => 'a'), 1] as never;
  expect(compiled.validate(late).map(({ pointer }) => pointer)).toEqual([`/${MANY}`]);
});
