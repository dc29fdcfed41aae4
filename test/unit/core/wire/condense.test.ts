import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../../src/core/model/exchange.js';
import { makeCondenser } from '../../../../src/core/wire/condense.js';
import { readAnswer } from '../../../../src/core/dialect/openai-chat/read-answer.js';
import { chunk, makeExchange, sseText } from '../../../support/exchange.js';
import { cuts, split, streamText } from './arbitrary.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function condense(parts: readonly (string | Uint8Array)[], verbatim = 0): readonly Piece[] {
  const condenser = makeCondenser(verbatim);
  for (const [n, part] of parts.entries()) condenser.add(n, typeof part === 'string' ? encoder.encode(part) : part);
  return condenser.close();
}

function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function textOf(pieces: readonly Piece[]): string {
  return decoder.decode(Uint8Array.from(pieces.flatMap(({ bytes }) => [...bytes])));
}

const words = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => sseText([chunk({ content: ` w${n}` })]));
const spelledWords = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => {
    const token = { token: ` w${n}`, logprob: -n / 1000, bytes: [...encoder.encode(` w${n}`)] };
    const logprobs = { content: [{ ...token, top_logprobs: [token] }], refusal: null };
    return sseText([chunk({}, null, { choices: [{ index: 0, delta: { content: token.token }, logprobs }] })]);
  });
const END = sseText([chunk({}, 'stop'), 'data: [DONE]']);

describe('a condenser', () => {
  it('keeps any other stream byte for byte, however it is cut', () => {
    fc.assert(
      fc.property(streamText, cuts, fc.nat(40), (text, at, verbatim) => {
        const pieces = condense(split(encoder.encode(text), at), verbatim);
        expect(pieces.every(({ skipped }) => skipped === undefined)).toBe(true);
        expect(textOf(pieces)).toBe(decoder.decode(encoder.encode(text)));
      }),
    );
  });

  it('keeps the first two and the last event of a row, and counts the rest', () => {
    const pieces = condense(['data: {}\n\n', ...words(10), END]);
    const kept = pieces.map(({ bytes, skipped }) => [
      /w\d+|stop|data: \{\}/.exec(decoder.decode(bytes))?.[0],
      skipped?.events,
    ]);
    expect(kept).toEqual([
      ['data: {}', undefined],
      ['w0', undefined],
      ['w1', 7],
      ['w9', undefined],
      ['stop', undefined],
    ]);
  });

  it('keeps events whose line ends otherwise than they are documented, for those are told', () => {
    const stream = words(6).map((event) => event.replace('\n', '\r\n'));
    expect(textOf(condense(stream))).toBe(stream.join(''));
  });

  it('tells the times of what it keeps', () => {
    expect(condense(['data: {}\n\n', ...words(5), END]).map(({ ms }) => ms)).toEqual([0, 1, 2, 5, 6]);
  });

  it('begins only behind what is kept verbatim', () => {
    const parts = words(100);
    const size = parts.join('').length;
    const pieces = condense(parts, size / 2);
    expect(sizeOf(pieces)).toBeGreaterThan(size / 2);
    expect(sizeOf(pieces)).toBeLessThan(size / 2 + 1000);
  });

  it.each([
    ['', words(20_000)],
    [' with log probabilities', spelledWords(20_000)],
  ])('holds a stream of any length%s in the same memory', (_, parts) => {
    const condenser = makeCondenser(0);
    for (const [n, part] of parts.entries()) {
      condenser.add(n, encoder.encode(part));
      expect(condenser.size()).toBeLessThan(2000);
    }
    expect(condenser.count()).toBeLessThan(10);
  });

  it('waits for the next event where one is longer than any that it can hold', () => {
    const long = `data: ${JSON.stringify(chunk({ content: 'x'.repeat(200_000) }))}\n\n`;
    const pieces = condense(['data: {}\n\n', ...(long.match(/[^]{1,1000}/g) ?? []), ...words(10), END]);
    expect(textOf(pieces)).toContain('x'.repeat(200_000));
    expect(pieces.some(({ skipped }) => skipped !== undefined)).toBe(true);
  });
});

describe('what was counted and not kept', () => {
  it('is read as if it had been there, apart from its text', () => {
    const parts = ['data: {}\n\n', ...words(10), END];
    const whole = readAnswer(makeExchange({ pieces: [parts.join('')] }));
    const kept = readAnswer(makeExchange({ pieces: condense(parts) }));
    expect(kept.eventCount).toBe(whole.eventCount);
    expect(kept.size).toBe(whole.size);
    expect(kept.chunks.at(-1)?.n).toBe(whole.chunks.at(-1)?.n);
    expect(kept.choices[0]?.finishReason).toBe('stop');
    expect(whole.choices[0]?.content).toBe(' w0 w1 w2 w3 w4 w5 w6 w7 w8 w9');
    expect(kept.choices[0]?.content).toBe(' w0 w1 w9');
  });

  it('may stand anywhere in a record that somebody forged, and breaks nothing', () => {
    const piece = fc.record({
      ms: fc.nat(100),
      bytes: fc.oneof(streamText, fc.constantFrom(...words(3), END)).map((text) => encoder.encode(text)),
      skipped: fc.option(fc.record({ events: fc.nat(), bytes: fc.nat() }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, joins) => {
        const body = pieces.map(({ skipped, ...rest }) => (skipped === undefined ? rest : { ...rest, skipped }));
        const { events, eventCount } = readAnswer(makeExchange({ pieces: body }), joins);
        const numbers = events.map(({ n }) => n);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        expect(eventCount).toBeGreaterThanOrEqual(events.length);
      }),
    );
  });
});
