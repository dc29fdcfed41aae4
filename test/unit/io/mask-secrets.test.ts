import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { echoedKey, keyMarker } from '../../../src/core/model/key-marker.js';
import { makeMask } from '../../../src/io/http/mask-secrets.js';

/** Keys as headers can carry them. */
const key = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 12,
  maxLength: 60,
});
const around = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '1', 'é', '.'), maxLength: 9 });

const spellings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  [
    'percent-encoded whole',
    (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  ],
  ['in JSON', JSON.stringify],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify(text))],
  ['in escapes', (text) => Array.from(text, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
  ['in base64', (text) => Buffer.from(text).toString('base64')],
  ['in base64url', (text) => Buffer.from(text).toString('base64url')],
];

describe('makeMask', () => {
  it.each(spellings)('blots out a key %s, wherever pieces end, at its length', (_name, spell) => {
    fc.assert(
      fc.property(key, around, around, fc.array(fc.nat(200), { maxLength: 3 }), (secret, before, after, cuts) => {
        const bytes = Buffer.from(spell(`${before}${secret}${after}`));
        const ends = [...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
        const pieces = ends.map((end, n) => ({ ms: n, bytes: Uint8Array.from(bytes.subarray(ends[n - 1] ?? 0, end)) }));
        const masked = makeMask([secret]).pieces(pieces);
        expect(masked.map((piece) => [piece.ms, piece.bytes.length])).toEqual(
          pieces.map((piece) => [piece.ms, piece.bytes.length]),
        );
        const text = Buffer.concat(masked.map((piece) => piece.bytes)).toString();
        expect(echoedKey(text)).toBe('own');
        expect(text).not.toContain(spell(secret).slice(3, -3));
      }),
    );
  });

  it('leaves everything else, and secrets that are too short to distinguish', () => {
    fc.assert(
      fc.property(key, fc.string(), (secret, text) => {
        fc.pre(!text.includes(secret));
        expect(makeMask([secret]).text(text)).toBe(text);
      }),
    );
    expect(makeMask(['test']).text('a test')).toBe('a test');
    expect(makeMask([]).text('a test')).toBe('a test');
  });
});

describe('keyMarker', () => {
  it('has the requested length and can be recognised', () => {
    for (let length = 8; length < 80; length += 1) {
      expect(keyMarker(length)).toHaveLength(length);
      expect(echoedKey(`at ${keyMarker(length)}.`)).toBe('own');
    }
    expect(keyMarker(17)).toBe('[conformance:key]');
  });
});
