import { expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/dialect/read-answer.js';
import { isVariationFailure } from '../../../../src/core/dialect/variation-failure.js';
import { chunk, makeExchange, type ExchangeParts } from '../../../support/exchange.js';

const error = { error: { message: 'no' } };

it.each<[string, ExchangeParts, boolean]>([
  ['a refusal', { status: 400, body: error }, true],
  ['an error with status 200', { body: error }, true],
  ['a stream that has only an error, of whatever cause', { sse: [error] }, false],
  ['a stream that has only an error about the request', { sse: [{ error: { message: 'no', code: 400 } }] }, true],
  ['a stream that fails after its beginning', { sse: [chunk({ content: 'He' }), error] }, false],
  ['a rate limit', { status: 429, body: error }, false],
])('whether the form of a request may explain %s', (_, parts, expected) => {
  expect(isVariationFailure(readAnswer(makeExchange(parts)))).toBe(expected);
});
