import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeContinueFilter } from '../../../src/io/http/continue-filter.js';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n';
const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n';
const ANSWER = `HTTP/1.1 200 OK\r\ncontent-length: 40\r\n\r\n${CONTINUE}and more of it`;

function passed(text: string, cuts: readonly number[]): { readonly text: string; readonly dropped: number } {
  const filter = makeContinueFilter();
  const places = [0, ...[...cuts].sort((a, b) => a - b), text.length];
  const reads = places.slice(1).map((to, n) => Buffer.from(text.slice(places[n], to), 'latin1'));
  return { text: Buffer.concat(reads.map((read) => filter.pass(read))).toString('latin1'), dropped: filter.dropped() };
}

describe('the filter of 100 Continue', () => {
  test('leaves out those before an answer, wherever the reads end, and nothing else', () => {
    const before = fc.array(fc.constantFrom(CONTINUE, HINTS), { maxLength: 5 });
    const after = fc.constantFrom(ANSWER, SWITCH + CONTINUE, 'SSH-2.0-OpenSSH_9.6\r\n', '\r\nHTTP/1.1 1');
    fc.assert(
      fc.property(before, after, fc.array(fc.nat(200), { maxLength: 8 }), (interim, last, cuts) => {
        const text = interim.join('') + last;
        expect(
          passed(
            text,
            cuts.map((cut) => Math.min(cut, text.length)),
          ),
        ).toEqual({
          text: interim.filter((each) => each !== CONTINUE).join('') + last,
          dropped: interim.filter((each) => each === CONTINUE).length,
        });
      }),
    );
  });

  test('waits for no interim head that has no end', () => {
    const text = `HTTP/1.1 100 Continue\r\n${'x: y\r\n'.repeat(2000)}`;
    expect(passed(text, []).text).toBe(text);
  });
});
