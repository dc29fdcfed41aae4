import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readRecordedBody, type RecordedBody } from '../../../src/io/har/recorded-body.js';

const plain = '{"ok":true,"text":"Grün"}';
const packed = gzipSync(plain);
const base64 = packed.toString('base64');
const chunks = (encoding: 'base64' | 'hex'): string =>
  JSON.stringify([packed.subarray(0, 10), packed.subarray(10)].map((chunk) => chunk.toString(encoding)));

function read(text: string, encoding?: string): RecordedBody | null {
  return readRecordedBody({ text, size: text.length, ...(encoding === undefined ? {} : { encoding }) }, 'gzip');
}
const textOf = (body: RecordedBody | null): string => Buffer.from(body?.bytes ?? []).toString();

describe('a body that its recorder stored compressed', () => {
  it.each<[string, string, string | undefined]>([
    ['a list of chunks in base64, as Polly.JS 6', chunks('base64'), 'base64'],
    ['a list of chunks in hexadecimal, as Polly.JS 5', chunks('hex'), undefined],
    ['base64', base64, 'base64'],
    ['base64 that is not labelled', base64, undefined],
    ['hexadecimal', packed.toString('hex'), undefined],
    ['the JSON of a Buffer', JSON.stringify(packed.toJSON()), undefined],
    ['Latin-1', packed.toString('latin1'), undefined],
  ])('as %s, is decoded', (_, text, encoding) => {
    const body = read(text, encoding);
    expect(textOf(body)).toBe(plain);
    expect(body).toMatchObject({ encoded: { coding: 'gzip', bytes: packed.length }, isCut: false });
  });

  it('may be cut, or destroyed', () => {
    expect(read(packed.subarray(0, -12).toString('base64'), 'base64')).toMatchObject({ isCut: true });
    expect(read(packed.toString())).toBeNull();
  });
});

describe('a body that its recorder decoded', () => {
  it.each(['["one","two"]', 'H4sI', '[1]', '{"type":"Buffer"}', plain])('is kept: %s', (text) => {
    expect(textOf(read(text))).toBe(text);
    expect(read(text)).toMatchObject({ encoded: null });
  });
});
