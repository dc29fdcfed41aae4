import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../../src/core/dialect/read-answer.js';
import { chunk, completion, faithfulEvents, makeExchange } from '../../../../support/exchange.js';

const error = { error: { message: 'no', type: 'x' } };

describe('the error of a body', () => {
  it.each([
    [400, error],
    [200, error],
    [200, { object: 'error', message: 'no' }],
    [200, [error]],
    [422, { detail: 'no' }],
    [400, { object: 'error', message: 'no' }],
    [404, 'Not Found'],
    [400, [error]],
  ])('is the body: %i %j', (status, body) => {
    const answer = readAnswer(makeExchange({ status, body: JSON.stringify(body) }));
    expect(answer.reply.error).toEqual({ value: body, place: { part: 'body', pointer: '' } });
    expect(answer.succeeded).toBe(false);
  });

  it.each([
    [200, completion(undefined, { error: null })],
    [200, { detail: 'fine' }],
    [200, completion(undefined, { error: false })],
  ])('is none: %i %j', (status, body) => {
    expect(readAnswer(makeExchange({ status, body })).reply.error).toBeNull();
  });

  it('is none if an error page is no JSON', () => {
    expect(readAnswer(makeExchange({ status: 502, body: '<html>' })).reply.error).toBeNull();
  });
});

describe('the error of a stream', () => {
  it.each([
    ['a chunk', [chunk({ content: 'a' }), error], 1],
    ['a chunk with choices', [chunk({}, null, error)], 0],
    ['the x_groq of a chunk', [chunk({}), chunk({}, null, { x_groq: { error: 'stopped' } })], 1],
    ['an event named error', [chunk({}), 'event: error\ndata: {"message":"no"}'], 1],
    ['an event named error that holds text', [chunk({}), 'event: error\ndata: overloaded'], null],
    ['an error: field', [chunk({}), 'error: {"message":"no"}'], null],
  ])('is seen in %s', (_, sse, at) => {
    const answer = readAnswer(makeExchange({ sse }));
    expect(answer.reply.error?.place).toEqual(
      at === null ? { part: 'stream' } : { part: 'chunk', chunk: at, pointer: '' },
    );
    expect(answer.succeeded).toBe(false);
  });

  it('is none in a faithful one', () => {
    expect(readAnswer(makeExchange({ sse: faithfulEvents() })).reply.error).toBeNull();
  });
});

it('takes a foreign named event for no chunk, a named chunk for one', () => {
  const answer = readAnswer(
    makeExchange({
      sse: [
        'event: tool.progress\ndata: {"tool":"x"}',
        `event: delta\ndata: ${JSON.stringify(chunk({ content: 'a' }))}`,
      ],
    }),
  );
  expect([answer.events.length, answer.reply.chunks.length, answer.reply.outputs[0]?.text.text]).toEqual([2, 1, 'a']);
});
