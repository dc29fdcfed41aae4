import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { echoedKey, keyMarker } from '../../../../src/core/model/key-marker.js';
import { makeRedactor } from '../../../../src/core/redact/redactor.js';
import { spellings } from './spellings.js';
import { propertyRuns, someOf } from '../../../support/property-runs.js';

/** Keys as headers can carry them. The text around a key has none of its characters at the ends. */
const key = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 12,
  maxLength: 60,
});
const around = fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '1', 'é', '.'), maxLength: 9 });

/** Every text that a reader finds in another, as in the list above. */
function readings(text: string, depth = 2): readonly string[] {
  const plain = [text];
  for (let n = 0; n < 6; n += 1) {
    const last = plain.at(-1) ?? '';
    plain.push(
      last
        .replaceAll(
          /(?:\\{1,8}(?:U0000|u)|%u)([0-9a-f]{4})|(?:\\{1,8}x|%)([0-9a-f]{2})|\\{1,8}u\{([0-9a-f]+)\}/gi,
          (_, a, b, c) => String.fromCharCode(Number.parseInt(`${a ?? b ?? c}`, 16)),
        )
        .replaceAll(/\\{1,8}([0-3][0-7]{2})/g, (_, a) => String.fromCharCode(Number.parseInt(`${a}`, 8)))
        .replaceAll(/&#(\d+);/g, (_, a) => String.fromCharCode(Number(a)))
        .replaceAll(/&#x([0-9a-f]+);/gi, (_, a) => String.fromCharCode(Number.parseInt(`${a}`, 16)))
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&')
        .replaceAll(/\\+([^\w\s])/g, '$1')
        .replaceAll(/~[01]/g, (escape) => (escape === '~1' ? '/' : '~')),
    );
  }
  if (depth === 0) return plain;
  const joined = [...new Set(plain)].map((each) => each.replaceAll(/\s*\\?[\r\n]+\s*/g, '').replaceAll(':', ''));
  const runs = joined.flatMap((each) => [...each.matchAll(/[A-Za-z0-9+/_-]{11,}/g)].map(([run]) => run));
  const decoded = runs.flatMap((run) => [
    ...[0, 1, 2, 3].map((skip) => Buffer.from(run.slice(skip), 'base64').toString('latin1')),
    ...[0, 1].map((skip) => Buffer.from(run.slice(skip), 'hex').toString('latin1')),
  ]);
  return [...plain, ...decoded.flatMap((each) => readings(each, depth - 1))];
}

const contains = (texts: readonly string[], secret: string): boolean =>
  texts.some((text) => text.toLowerCase().includes(secret.toLowerCase()));

/** Letters of base64 have their meaning in one case only. */
const pairs = spellings
  .filter(([outer]) => outer !== 'in upper case')
  .flatMap(([outer, wrap]) =>
    spellings.map(([inner, spell]) => [`${inner}, then ${outer}`, (text: string) => wrap(spell(text))] as const),
  );

describe('makeRedactor', () => {
  it.each(pairs)('replaces a key %s, wherever pieces end, at its length', (_name, spell) => {
    fc.assert(
      fc.property(key, around, around, fc.array(fc.nat(200), { maxLength: 3 }), (secret, before, after, cuts) => {
        const bytes = Buffer.from(`${before} ${spell(secret)} ${after}`);
        const ends = [...cuts.filter((cut) => cut < bytes.length).toSorted((a, b) => a - b), bytes.length];
        const pieces = ends.map((end, n) => ({ ms: n, bytes: Uint8Array.from(bytes.subarray(ends[n - 1] ?? 0, end)) }));
        const redacted = makeRedactor([secret]).pieces(pieces);
        expect(redacted.map((piece) => [piece.ms, piece.bytes.length])).toEqual(
          pieces.map((piece) => [piece.ms, piece.bytes.length]),
        );
        const text = Buffer.concat(redacted.map((piece) => piece.bytes)).toString();
        expect(contains(readings(text), secret)).toBe(false);
        expect(echoedKey(text) === 'own' || /1{6}/.test(text)).toBe(true);
      }),
      propertyRuns(20),
    );
  });

  it('finds what a naive search finds, and changes nothing else', () => {
    // Letters that no marker has: the end of a marker and the text after it would read as a secret.
    const letters = fc.string({ unit: fc.constantFrom('x', 'z', 'X'), minLength: 8, maxLength: 11 });
    const text = fc.string({ unit: fc.constantFrom('x', 'z', 'Z', 'X', 'q'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 4 }), text, letters, text, (secrets, before, inside, after) => {
        const all = `${before}${inside}${after}`;
        const redacted = makeRedactor([...secrets, inside]).text(all);
        expect(contains([redacted], inside)).toBe(false);
        for (const secret of secrets) expect(contains([redacted], secret)).toBe(false);
        const kept = makeRedactor(secrets.map((secret) => `${secret}d`)).text(all);
        expect(kept).toBe(all);
      }),
    );
  });

  it.each([
    ['one is the beginning of another', ['Secret99', 'Secret99-topabc', 'Secret99-top']],
    ['all begin with the same eight characters', Array.from('abcdefgh', (one) => `sk-proj-${one}12345`)],
    ['one ends where another begins', ['12345678ab', 'ab-rest-rest']],
  ])('replaces several keys: %s', (_name, secrets) => {
    const redactor = makeRedactor(secrets);
    for (const secret of secrets) expect(redactor.text(`(${secret})`)).toBe(`(${keyMarker(secret.length)})`);
    expect(redactor.text(secrets.join(' '))).toBe(secrets.map(({ length }) => keyMarker(length)).join(' '));
  });

  it('replaces a part of twelve characters of a long key', () => {
    const secret = 'sk-example-7QxZt91aaBBccDDeeFFggHH';
    for (let from = 0; from + 12 <= secret.length; from += 1) {
      const part = secret.slice(from, from + 12);
      expect(makeRedactor([secret]).text(`(${part})`)).toBe(`(${keyMarker(12)})`);
      expect(makeRedactor([secret]).text(`(${part.slice(1)})`)).toBe(`(${part.slice(1)})`);
    }
  });

  it('replaces the beginning of a key at the end of a body that was cut, in every form', () => {
    const secret = 'sk-example/7QxZt91aaBBccDDeeFFggHH';
    for (const [name, spell] of spellings) {
      const complete = spell(secret);
      for (const end of someOf([...complete].map((_, n) => complete.length - 1 - n).slice(0, -1), 4)) {
        const bytes = Buffer.from(`xxxx ${complete.slice(0, end)}`);
        const [piece] = makeRedactor([secret]).pieces([{ ms: 0, bytes }], true);
        const left = readings(Buffer.from(piece?.bytes ?? []).toString());
        expect([name, end, contains(left, secret.slice(0, 6))]).toEqual([name, end, false]);
      }
    }
  });

  it('replaces a key of any length in time that grows with its length', () => {
    const secret = Array.from({ length: 16_000 }, (_, n) => String.fromCharCode(0x21 + ((n * n * 7 + n) % 94))).join(
      '',
    );
    const redacted = makeRedactor([secret]).text(`${'a'.repeat(100_000)}${secret}${'!'.repeat(100_000)}`);
    expect(redacted.slice(100_000, -100_000)).toBe(keyMarker(16_000));
    const equal = 'a'.repeat(16_000);
    expect(makeRedactor([equal]).text('a'.repeat(1_000_000))).not.toContain('aaaaaaaaaaaa');
  });

  it('replaces a number by a number, so that JSON stays valid', () => {
    expect(makeRedactor(['1700000000']).text('{"created":1700000000}')).toBe('{"created":1111111111}');
  });

  it('replaces a short key if no letter or digit adjoins it, and no short word or number', () => {
    const redacted = makeRedactor(['sk-1234', 'secret', '123456', 'ab-12']).text(
      'sk-1234 sk-12345 xsk-1234 secret ab-12',
    );
    expect(redacted).toBe('[confor sk-12345 xsk-1234 secret ab-12');
  });

  it('replaces names and texts of JSON values, and returns the same object when there is none', () => {
    const redactor = makeRedactor(['sk-example-7Qx']);
    const value = { a: ['sk-example-7Qx'], 'sk-example-7Qx': 1, __proto__: null };
    expect(JSON.stringify(redactor.value(value))).not.toContain('sk-example');
    const other = { a: [{ b: 'x' }] };
    expect(redactor.value(other)).toBe(other);
  });

  it('takes the end of a text that was shortened for cut', () => {
    expect(makeRedactor(['sk-example-7Qx']).value('got "sk-exam…" (300 characters)')).toBe(
      'got "[confor…" (300 characters)',
    );
    expect(makeRedactor(['sk-example-7Qx']).value('got "sk-exam')).toBe('got "sk-exam');
  });

  it('knows nothing without secrets', () => {
    expect(makeRedactor([]).isEmpty).toBe(true);
    expect(makeRedactor(['test']).text('a test')).toBe('a test');
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
