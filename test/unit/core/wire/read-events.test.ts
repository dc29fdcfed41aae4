import * as fc from 'fast-check';
import { createParser } from 'eventsource-parser';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../../../src/core/wire/utf8.js';
import { readEvents } from '../../../../src/core/wire/read-events.js';
import { cuts, lineEnd, split, streamText } from './arbitrary.js';
import { propertyRuns } from '../../../support/property-runs.js';

const encoder = new TextEncoder();

/** What eventsource-parser makes of a text that comes in pieces. */
function reference(pieces: readonly string[]): readonly (readonly [string | null, string])[] {
  const events: (readonly [string | null, string])[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => events.push([event ?? null, data]) });
  for (const piece of pieces) parser.feed(piece);
  // It waits for what may follow a CR: a comment settles that, and ends no event.
  parser.feed(':\n');
  return events;
}

function read(bytes: Uint8Array, pieces: readonly Uint8Array[] = [bytes]): ReturnType<typeof readEvents> {
  return readEvents({
    bytes,
    text: decodeUtf8(bytes),
    pieces: pieces.map((piece, n) => ({ ms: n, bytes: piece })),
    timed: true,
  });
}

/** One event of a legal stream: comments in front of its fields, then the fields. */
const legalBlock = fc.record({
  comments: fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 6 }), { maxLength: 2 }),
  event: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 })),
  data: fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 3 }),
  more: fc.array(fc.constantFrom('id: 7', 'retry: 10', 'id', 'x: y'), { maxLength: 2 }),
  space: fc.constantFrom(' ', ''),
});
const isOneLine = (text: string): boolean => !/[\r\n\0]/.test(text);

describe('readEvents', () => {
  it('joins what the parser yields with what the scanner sees, on any legal stream', () => {
    const stream = fc.record({ blocks: fc.array(legalBlock, { maxLength: 8 }), end: lineEnd, bom: fc.boolean(), cuts });
    fc.assert(
      fc.property(stream, ({ blocks, end, bom, cuts: at }) => {
        fc.pre(blocks.every(({ comments, event, data }) => [...comments, event ?? '', ...data].every(isOneLine)));
        fc.pre(
          blocks.every(
            ({ event, data, space }) => space === ' ' || ![event ?? '', ...data].some((text) => text.startsWith(' ')),
          ),
        );
        const texts = blocks.map(({ comments, event, data, more, space }) =>
          [
            ...comments.map((comment) => `:${comment}`),
            ...(event === null ? [] : [`event:${space}${event}`]),
            ...data.map((each) => `data:${space}${each}`),
            ...more,
          ].map((line) => line + end),
        );
        const bytes = encoder.encode(`${bom ? '\ufeff' : ''}${texts.map((lines) => lines.join('') + end).join('')}`);
        const { events, forms } = read(bytes, split(bytes, at));
        const seen = blocks.filter(({ event, data, more }) => event !== null || data.length + more.length > 0);
        expect(events.map(({ name, data }) => [name, data])).toEqual(
          seen.map(({ event, data }) => [event, data.length === 0 ? null : data.join('\n')]),
        );
        expect(forms).toMatchObject({
          bom: bom ? 1 : 0,
          comments: blocks.reduce((sum, { comments }) => sum + comments.length, 0),
          multiLine: blocks.filter(({ data }) => data.length > 1).length,
          crlf: end === '\n' ? 0 : texts.flat().length + blocks.length,
        });
        for (const [n, { offset, terminated }] of events.entries()) {
          const block = decodeUtf8(bytes.subarray(offset, events[n + 1]?.offset ?? bytes.length));
          expect(/^(?:event|data|id|retry|x)/.test(block)).toBe(true);
          expect(terminated).toBe(true);
        }
      }),
      propertyRuns(500),
    );
  });

  it('takes the characters of a byte order mark in Latin-1 for text', () => {
    const { events, forms } = read(encoder.encode('\u00ef\u00bb\u00bfdata: a\n\ndata: b\n\n'));
    expect(forms.bom).toBe(0);
    expect(events.map(({ data }) => data)).toEqual([null, 'b']);
  });

  it('is linear if one CR precedes many lines', () => {
    const bytes = encoder.encode(`data: a\r\n\r\n${'data: b\n'.repeat(200_000)}\n`);
    expect(read(bytes).events.map(({ data }) => data?.length)).toEqual([1, 399_999]);
  });

  it('agrees with eventsource-parser on the events of any text, however it is split', () => {
    fc.assert(
      fc.property(streamText, cuts, (text, at) => {
        // A BOM is the business of the decoder, and the parser takes the characters 239 187 191 for one.
        fc.pre(!/^(?:\ufeff|\u00ef\u00bb\u00bf)/.test(text));
        const bytes = encoder.encode(text);
        const complete = new TextDecoder().decode(bytes);
        const places = at.map((cut) => Math.floor(cut * complete.length)).sort((a, b) => a - b);
        const pieces = [0, ...places].map((start, n) => complete.slice(start, places[n] ?? complete.length));
        const ours = read(bytes).events.filter(({ terminated, data }) => terminated && data !== null);
        expect(ours.map(({ name, data }) => [name, data])).toEqual(reference(pieces));
      }),
      propertyRuns(2000),
    );
  });

  it('reads the same events from any pieces, and gives the piece that completes each event', () => {
    fc.assert(
      fc.property(streamText, cuts, (text, at) => {
        const bytes = encoder.encode(text);
        const pieces = split(bytes, at);
        const inOne = read(bytes);
        const inMany = read(bytes, pieces);
        expect(inMany.forms).toEqual(inOne.forms);
        const untimed = inMany.events.map((event) => ({ ...event, ms: 0 }));
        expect(untimed).toEqual(inOne.events);
        for (const [n, { ms }] of inMany.events.entries()) {
          const next = inMany.events[n + 1]?.offset ?? bytes.length;
          const before = pieces.slice(0, ms ?? 0).reduce((sum, piece) => sum + piece.length, 0);
          expect(before).toBeLessThan(next);
        }
      }),
      propertyRuns(500),
    );
  });

  it('keeps the offset at which each event begins', () => {
    const text = '\ufeff: hi\r\n\r\ndata: ü\r\n\r\n: in\ndata: b\n\nretry: 1\n\nevent: x\n';
    const bytes = encoder.encode(text);
    const { events } = read(bytes);
    expect(events.map(({ offset }) => new TextDecoder().decode(bytes.subarray(offset, offset + 6)))).toEqual([
      'data: ',
      'data: ',
      'retry:',
      'event:',
    ]);
    expect(events.map(({ data, name, terminated }) => [data, name, terminated])).toEqual([
      ['ü', null, true],
      ['b', null, true],
      [null, null, true],
      [null, 'x', false],
    ]);
  });

  it('gives the time when each event was complete', () => {
    const pieces = ['data: a\n', '\nda', 'ta: b\n\ndata: c\n\n', 'data: d'].map((text) => encoder.encode(text));
    const bytes = encoder.encode('data: a\n\ndata: b\n\ndata: c\n\ndata: d');
    expect(read(bytes, pieces).events.map(({ ms }) => ms)).toEqual([1, 2, 2, 3]);
    const untimed = readEvents({ bytes, text: decodeUtf8(bytes), pieces: [{ ms: 0, bytes }], timed: false });
    expect(untimed.events.map(({ ms }) => ms)).toEqual([null, null, null, null]);
  });

  it('keeps few foreign fields, cut, and the first error field', () => {
    const text = `error: {"message":"x"}\n\n${`${'f'.repeat(500)}: 1\n`.repeat(100)}\n`;
    const { forms, errorField } = read(encoder.encode(text));
    expect(errorField).toBe('{"message":"x"}');
    expect(forms.foreignFields).toHaveLength(20);
    expect(Math.max(...forms.foreignFields.map(({ length }) => length))).toBeLessThan(130);
  });
});
