import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ending, Exchange } from '../../../src/core/model/exchange.js';
import { toHar } from '../../../src/io/har/write-har.js';
import { findJsonError } from '../../../src/io/files/json-error-position.js';
import { ok } from '../../../src/core/model/result.js';
import { scrubExchange } from '../../../src/io/har/capture-secrets.js';
import { parseHar } from '../../../src/io/har/read-har.js';
import { makeExchange } from '../../support/exchange.js';
import { errorOf, valueOf } from '../../support/result.js';

const ENDINGS: readonly Ending[] = [
  'complete',
  'closed',
  'reset',
  'refused',
  'protocol',
  'timeout-idle',
  'hung-up',
  'too-large',
];
const ms = fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0);
const pairs = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 4 });
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 20 }).map((value) => Uint8Array.from(value)),
  fc.string({ unit: 'binary' }).map((text) => new Uint8Array(Buffer.from(text))),
);

const exchange: fc.Arbitrary<Exchange> = fc.record({
  id: fc.nat(),
  case: fc.string(),
  step: fc.nat(9),
  attempt: fc.nat(2),
  startedAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  request: fc.record({
    method: fc.constantFrom('GET', 'POST'),
    url: fc.webUrl({ withQueryParameters: true }),
    headers: pairs,
    body: fc.option(fc.string({ unit: 'grapheme' })),
    auth: fc.record(
      { kind: fc.constantFrom('valid', 'none'), scheme: fc.option(fc.string()), beside: fc.constant(true as const) },
      { requiredKeys: ['kind', 'scheme'] },
    ),
  }),
  response: fc.option(
    fc.record({
      status: fc.integer({ min: 100, max: 599 }),
      statusText: fc.string(),
      headers: pairs,
      body: fc.array(fc.record({ ms, bytes }), { maxLength: 4 }),
      encoded: fc.option(fc.record({ coding: fc.string(), bytes: fc.nat() })),
    }),
  ),
  end: fc.constantFrom(...ENDINGS),
  endCode: fc.option(fc.string()),
  ms,
  timed: fc.boolean(),
  raw: fc.boolean(),
});

const write = (exchanges: readonly Exchange[]): string => JSON.stringify(toHar(exchanges, '0.1.0'));
const read = (text: string) => {
  const parsed = parseHar('a.har', text);
  return parsed.ok ? ok(parsed.value.exchanges) : parsed;
};

describe('exchanges as HAR', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(exchange, { maxLength: 3 }), (exchanges) => {
        const recorded = exchanges.map((each) => scrubExchange(each, true).exchange);
        expect(valueOf(read(write(recorded)))).toEqual(recorded);
      }),
    );
  });

  it('of version 0.1.0, which left out events of a long stream, are read as cut at the first gap', () => {
    const har = JSON.parse(write([makeExchange({ pieces: ['data: {}\n\n', 'data: [DONE]\n\n'] })])) as {
      log: { entries: [{ _timing: unknown[][] }] };
    };
    har.log.entries[0]['_timing'][0]?.push({ events: 3, bytes: 500 });
    const [cut] = valueOf(read(JSON.stringify(har)));
    expect(cut).toMatchObject({ end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' });
    expect(cut?.response?.body).toHaveLength(1);
  });

  it('have what HAR 1.2 requires', () => {
    const [entry] = toHar([makeExchange({ pieces: [{ ms: 5, bytes: new Uint8Array([255]) }], ms: 9 })], '1').log
      .entries;
    expect(entry).toMatchObject({
      time: 9,
      timings: { send: 0, wait: 5, receive: 4 },
      request: { httpVersion: 'HTTP/1.1', cookies: [], queryString: [], headersSize: -1 },
      response: { bodySize: 1, redirectURL: '', content: { size: 1, text: '/w==', encoding: 'base64' } },
      cache: {},
    });
  });

  it('are refused where they are damaged, with the entry', () => {
    const text = write([makeExchange(), makeExchange({ id: 1, body: { a: 1 } })]);
    const damage = (change: (entry: Record<string, never>) => void): string => {
      const har = JSON.parse(text) as { log: { entries: Record<string, never>[] } };
      const entry = har.log.entries[1];
      if (entry !== undefined) change(entry);
      return JSON.stringify(har);
    };
    const reasons = [
      damage((entry) => void delete entry['_case']),
      damage((entry) => Object.assign(entry, { _end: 'later' })),
      damage((entry) => Object.assign(entry, { _timing: [[1, 2]] })),
      damage((entry) => Object.assign(entry['response'] ?? {}, { status: '200' })),
      damage((entry) => void delete entry['request']),
    ].map((damaged) => errorOf(read(damaged)).reason);
    expect(reasons[0]).toContain("entry 2: it must have required property '_case'");
    expect(reasons[1]).toContain('entry 2: "_end"');
    expect(reasons[2]).toContain('entry 2: "_timing"');
    expect(reasons[3]).toContain('entry 2: /response/status must be integer');
    expect(reasons[4]).toContain("entry 2: it must have required property 'request'");
  });

  it('are refused where the file was cut or is none', () => {
    const text = JSON.stringify(toHar([makeExchange()], '1'), null, 2);
    expect(errorOf(read(text.slice(0, 60)))).toMatchObject({ line: 5, reason: 'it ends before its JSON does' });
    expect(errorOf(read(`${text}\n}`))).toMatchObject({ line: text.split('\n').length + 1, column: 1 });
    expect(errorOf(read('{"log":{"version":"1.2"}}'))).toMatchObject({ reason: expect.stringContaining('entries') });
    expect(errorOf(read('[1]'))).toMatchObject({ suggestion: expect.stringContaining('HAR') });
  });

  it('no file makes it throw', () => {
    const text = write([makeExchange()]);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 5 }), (at, cut, put) => {
        const result = read(text.slice(0, at) + put + text.slice(at + cut));
        expect(result.ok || result.errors.length === 1).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.json(), (json) => void read(json)));
  });
});

describe('findJsonError', () => {
  it.each([
    ['{"a":1,\n "b": x}', 2, 7, false],
    ['{"a":1,\n "b": "tru', 2, 7, true],
    ['{"a":1,\n "b": [', 2, 8, true],
    ['', 1, 1, true],
    ['{"a":1}}', 1, 8, false],
    ['["a\nb"]', 1, 2, false],
    ['[1.]', 1, 2, false],
    ['[01]', 1, 3, false],
    ['["\\x"]', 1, 2, false],
    ["{'a':1}", 1, 2, false],
    ['[-]', 1, 2, false],
    ['[1,]', 1, 4, false],
    ['[1] // x', 1, 5, false],
  ])('%j', (text, line, column, atEnd) => {
    expect(findJsonError(text)).toEqual({ line, column, atEnd });
  });

  it('finds an error in every text that JSON.parse refuses, and in no other', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }))
      .map(
        ([json, at, cut, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice((at % json.length) + cut),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(findJsonError(text) === null).toBe(isJson);
      }),
    );
  });

  it('gives up on a text that is nested too deep, without an exception', () => {
    expect(findJsonError(`${'['.repeat(200_000)}x`)).toBeNull();
  });
});
