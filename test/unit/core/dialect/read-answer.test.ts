import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/core/dialect/read-answer.js';
import { chunk, completion, faithfulEvents, makeExchange } from '../../../support/exchange.js';

describe('readAnswer', () => {
  it('reads a body', () => {
    const answer = readAnswer(makeExchange({ body: completion() }));
    expect(answer.form).toBe('json');
    expect(answer.reply.outputs.map(({ index, text, finish }) => [index, text.text, finish.reason])).toEqual([
      [0, 'Hello', 'stop'],
    ]);
    expect(answer.reply.usage?.value).toEqual({ prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 });
    expect([answer.succeeded, answer.requested.stream, answer.mediaType]).toEqual([true, false, 'application/json']);
  });

  it('reads a stream', () => {
    const answer = readAnswer(makeExchange({ sse: faithfulEvents(['Hel', 'lo']) }));
    expect(answer.form).toBe('stream');
    expect(answer.requested.stream).toBe(true);
    expect(answer.events.map((event) => event.ms)).toEqual([10, 20, 30, 40, 50]);
    expect(answer.reply.chunks.map((each) => each.n)).toEqual([0, 1, 2, 3]);
    const [output, ...others] = answer.reply.outputs;
    expect(others).toEqual([]);
    expect(output).toMatchObject({ index: 0, text: { text: 'Hello' }, calls: [], isWhole: true });
    expect(output?.finish).toEqual({
      reason: 'stop',
      raw: 'stop',
      place: { part: 'chunk', chunk: 3, pointer: '/choices/0/finish_reason' },
    });
    expect(answer.succeeded).toBe(true);
  });

  it('reads an exchange without a response', () => {
    const answer = readAnswer(makeExchange({ response: false, end: 'refused' }));
    expect([answer.status, answer.form, answer.mediaType, answer.succeeded]).toEqual([0, 'empty', null, false]);
  });

  it('finds headers in any case, all of them', () => {
    const answer = readAnswer(
      makeExchange({
        headers: [
          ['Content-Type', 'Application/JSON; charset=utf-8'],
          ['X-A', '1'],
          ['x-a', '2'],
        ],
      }),
    );
    expect(answer.mediaType).toBe('application/json');
    expect(answer.header('X-a')).toEqual(['1', '2']);
  });

  it.each([
    ['{"a":1}', 'json'],
    ['\ufeff  [1]', 'json'],
    ['"Not Found"', 'json'],
    ['{broken', 'json'],
    ['{"id":"1"}\ndata: [DONE]\n\n', 'json'],
    ['<!DOCTYPE html><p>502', 'html'],
    ['<html>', 'html'],
    ['data:{}\n\n', 'stream'],
    [': keep-alive\n\n', 'stream'],
    ['event: error\ndata: {}\n\n', 'stream'],
    ['undefined\ndata: {}\n\n', 'stream'],
    ['\n\n', 'empty'],
    ['', 'empty'],
    ['Hello, I am text', 'text'],
    ['[ERROR] out of memory', 'text'],
    ['12 monkeys', 'text'],
  ])('gives the form of %j', (body, form) => {
    expect(readAnswer(makeExchange({ body, headers: { 'content-type': 'text/x-lie' } })).form).toBe(form);
  });

  it('keeps an unterminated tail', () => {
    const answer = readAnswer(makeExchange({ pieces: ['data: {"a":1}\n\ndata: {"b"', ':2}'] }));
    expect(answer.events).toEqual([
      { n: 0, name: null, data: '{"a":1}', offset: 0, ms: 10, terminated: true },
      { n: 1, name: null, data: '{"b":2}', offset: 15, ms: 20, terminated: false },
    ]);
  });

  it('reads events that single newlines glued', () => {
    const glued = [chunk({ content: 'a' }), chunk({ content: 'b' }, 'stop')]
      .map((value) => `data: ${JSON.stringify(value)}\n`)
      .join('');
    const answer = readAnswer(makeExchange({ pieces: [`${glued}data: [DONE]\n\n`] }));
    expect(answer.events).toHaveLength(1);
    expect(answer.reply.outputs[0]?.text.text).toBe('ab');
  });

  it('counts the forms', () => {
    const stream =
      '\ufeffid: 1\r\ndata:{}\r\n\r\nretry: 5\ndata: {\ndata: }\n\n: hello\n\ndata: [DONE]\nx-cost: 1\u001b\n\n';
    expect(readAnswer(makeExchange({ pieces: [stream] })).forms).toEqual({
      bom: 1,
      crlf: 3,
      comments: 1,
      noSpace: 1,
      multiLine: 1,
      idFields: 1,
      retryFields: 1,
      foreignFields: ['x-cost: 1\\u001b'],
    });
  });

  it('finds the first byte that is not UTF-8', () => {
    expect(readAnswer(makeExchange({ body: new Uint8Array([0x22, 0xc3, 0x28, 0x22]) })).invalidUtf8At).toBe(1);
    expect(readAnswer(makeExchange({ body: '"ü€😀"' })).invalidUtf8At).toBeNull();
  });
});
