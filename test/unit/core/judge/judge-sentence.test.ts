import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../src/core/dialect/messages.js';
import { sentence } from '../../../../src/core/judge/sentence.js';
import type { Json } from '../../../../src/core/model/json.js';
import type { Place } from '../../../../src/core/model/divergence.js';

const chunk: Place = { part: 'chunk', chunk: 3, pointer: '/choices/0/index' };
const field = (code: 'field-missing' | 'field-value', value: Json | undefined, at: Place = chunk) =>
  wordsOf({ code, args: { pointer: '/choices/0/index', allowed: 'an integer', value, others: [] }, at });

describe('sentence', () => {
  it('has the title, the place, what was expected and how often', () => {
    expect(sentence(field('field-missing', undefined), chunk, 12)).toBe(
      'index is missing in chunk 3 at /choices/0/index. Expected an integer (12 times).',
    );
    expect(sentence(field('field-value', 'zero'), chunk, 1)).toBe(
      'index is "zero" in chunk 3 at /choices/0/index. Expected an integer.',
    );
  });

  it('has what the response has, when the title does not', () => {
    const at: Place = { part: 'header', name: 'content-length' };
    expect(sentence(wordsOf({ code: 'content-length-differs', args: { declared: 5, received: 7 }, at }), at, 1)).toBe(
      'Content-Length differs from the length of the body. Expected 7, the number of bytes received; got 5.',
    );
  });

  it('is that of the message, when it has one', () => {
    const at: Place = { part: 'status' };
    const args = { status: 400, location: null, body: { error: 'no' } };
    expect(sentence(wordsOf({ code: 'not-accepted', args, at }), at, 1)).toBe(
      'Expected a 2xx response; got 400: {"error":"no"}.',
    );
  });

  it('names the members of the dialect', () => {
    const at: Place = { part: 'body', pointer: '/stop_reason' };
    const args = { used: 64, unit: 'tokens', limit: null, member: 'stop_reason', finish: 'end_turn', end: 'five' };
    expect(wordsOf({ code: 'cut-without-limit', args, at }).actual).toBe(
      '64 tokens that end with "five", stop_reason "end_turn"',
    );
  });

  it.each([
    [{ part: 'status' }, '"x". Expected'],
    [{ part: 'stream' }, '"x". Expected'],
    [{ part: 'header', name: 'retry-after' }, '"x". Expected'],
    [{ part: 'body', pointer: '' }, '"x". Expected'],
    [{ part: 'body', pointer: '/id' }, '"x" at /id. Expected'],
    [{ part: 'chunk', chunk: 0, pointer: '' }, '"x" in chunk 0. Expected'],
  ] as const)('names the place %j when it is one in a document', (at, text) => {
    expect(sentence(field('field-value', 'x'), at, 1)).toContain(text);
  });

  it('shows nothing of a server that a terminal would act on, and no more than a few lines of it', () => {
    const hostile = '\u001b[2J\u202e<script>\n'.repeat(1000);
    const at: Place = { part: 'body', pointer: `/${hostile}` };
    const header: Place = { part: 'header', name: hostile };
    for (const text of [
      sentence(field('field-value', hostile), at, 1),
      sentence(wordsOf({ code: 'header-form', args: { name: hostile, value: hostile }, at: header }), header, 1),
      sentence(wordsOf({ code: 'not-http', args: { code: hostile }, at }), at, 1),
    ]) {
      expect(text).not.toMatch(/[\u0000-\u001f\u202e]/u);
      expect(text.length).toBeLessThan(5000);
    }
  });
});
