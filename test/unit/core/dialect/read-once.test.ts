import { expect, it } from 'vitest';
import { readAnswer, readOnce } from '../../../../src/core/dialect/read-answer.js';
import { makeExchange } from '../../../support/exchange.js';

const reported = (answer: ReturnType<typeof readAnswer>): unknown => ({
  ...answer,
  header: answer.header('content-type'),
});

it('returns the result of readAnswer for the given exchange, and reads a small one only once', () => {
  const exchange = makeExchange({ id: 3 });
  const first = readOnce(exchange);
  expect(reported(first)).toEqual(reported(readAnswer(exchange)));
  expect(readOnce(exchange)).toBe(first);
  const again = { ...exchange, repetition: 1 };
  expect(readOnce(again)).not.toBe(first);
  expect(reported(readOnce(again))).toEqual(reported(readAnswer(again)));
  expect(readOnce(again).reply).toBe(first.reply);
});

it('reads again if the request or the timing differs, or if there is no response', () => {
  const exchange = makeExchange();
  const first = readOnce(exchange);
  const other = { ...exchange, request: { ...exchange.request, body: '{"stream":true}' } };
  expect(readOnce(other).requested.stream).toBe(true);
  expect(first.requested.stream).toBe(false);
  expect(reported(readOnce({ ...exchange, timed: false }))).toEqual(
    reported(readAnswer({ ...exchange, timed: false })),
  );
  expect(readOnce({ ...exchange, response: null }).status).toBe(0);
});

it('keeps no large one', () => {
  const exchange = makeExchange({ pieces: [{ ms: 1, bytes: 'x'.repeat(10_000) }] });
  expect(readOnce(exchange)).not.toBe(readOnce(exchange));
});
