import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEvents } from '../../../src/io/http/limits.js';

const lineEnd = fc.constantFrom('\n', '\r\n');
const event = fc.constantFrom(['data: a'], ['event: x', 'data: b'], ['data'], [': c', 'data:d']);
const silence = fc.constantFrom([], [': keep-alive'], [':', ': two'], ['id: 1']);

describe('countEvents', () => {
  it('counts events with data, whatever the line ends and wherever pieces end', () => {
    const blocks = fc.array(
      fc.oneof(
        event.map((lines) => ({ lines, counts: 1 })),
        silence.map((lines) => ({ lines, counts: 0 })),
      ),
    );
    fc.assert(
      fc.property(blocks, lineEnd, fc.integer({ min: 1, max: 9 }), (stream, end, size) => {
        const text = stream.map(({ lines }) => `${lines.join(end)}${end}${end}`).join('');
        const bytes = new Uint8Array(Buffer.from(text));
        const count = countEvents();
        let seen = 0;
        for (let at = 0; at < bytes.length; at += size) seen = count(bytes.subarray(at, at + size));
        expect(seen).toBe(stream.reduce((sum, { counts }) => sum + counts, 0));
      }),
    );
  });

  it('counts what lone CRs end with the next line end', () => {
    const count = countEvents();
    expect(count(new Uint8Array(Buffer.from('data: a\r\r')))).toBe(0);
    expect(count(new Uint8Array(Buffer.from('data: b\n\n')))).toBe(2);
  });

  it('does not count a tail that no blank line ended', () => {
    expect(countEvents()(new Uint8Array(Buffer.from('data: a\n\ndata: b\n')))).toBe(1);
  });
});
