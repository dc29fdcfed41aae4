import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { completion, faithfulEvents, sseText, type ExchangeParts } from '../../../../support/exchange.js';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireReports, wireSpec } from '../../../../support/wire-spec.js';

const body = JSON.stringify(completion());
const json = { 'content-type': 'application/json' };
const streamed = { model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: true };

it('leaves a faithful body and a faithful stream alone', () => {
  expect(wireReports({ body, headers: { 'content-length': String(body.length) } })).toEqual([]);
  expect(wireReports({ sse: faithfulEvents() })).toEqual([]);
});

describe('http-message', () => {
  it.each([
    ['a bad chunk size', { sse: faithfulEvents().slice(0, 2), endCode: 'HPE_INVALID_CHUNK_SIZE' }, 'stream'],
    ['a bad chunk size under a body', { body: '{"id"', endCode: 'HPE_INVALID_CHUNK_SIZE' }, 'body'],
    ['a bad status line', { response: false, endCode: 'HPE_INVALID_CONSTANT' }, 'status'],
    [
      'a length rejected because of a coding',
      { body: '', endCode: 'HPE_UNEXPECTED_CONTENT_LENGTH' },
      'header content-length',
    ],
  ])('reports %s', (_, parts, place) => {
    expect(wireReports({ ...parts, end: 'protocol' })).toEqual([`http-message malformed-http ${place}`]);
  });

  it('reports Content-Length together with Transfer-Encoding', () => {
    const headers = { 'content-length': '512', 'transfer-encoding': 'chunked' };
    expect(wireReports({ sse: faithfulEvents(), headers })).toEqual([
      'http-message malformed-http header content-length',
    ]);
  });

  it('reports the chunked transfer coding twice', () => {
    for (const codings of [['chunked', 'chunked'], ['chunked, chunked']]) {
      const headers = codings.map((coding) => ['transfer-encoding', coding] as const);
      expect(wireReports({ body, headers })).toEqual(['http-message malformed-http header transfer-encoding']);
    }
    const headers = { ...json, 'transfer-encoding': 'gzip, chunked' };
    expect(wireReports({ body, headers })).toEqual([]);
  });

  it('says nothing of a capture that does not show the message', () => {
    const headers = { 'content-length': '512', 'transfer-encoding': 'chunked' };
    const result = judgeExchange({ body, headers, raw: false }, { spec: wireSpec });
    expect(result.divergences).toEqual([]);
    expect(result.observed).not.toContain('acme.http-message');
  });
});

describe('content-length', () => {
  it.each([
    ['too large, and the peer closes', '9999', { end: 'closed' }],
    ['too large, and the connection stays open', '9999', { end: 'timeout-idle', ms: 30_000 }],
    ['too small', '10', {}],
    ['no number', 'ten', {}],
    ['two numbers', '10, 12', {}],
  ] as const)('reports a value that is %s', (_, length, parts) => {
    expect(wireReports({ body, headers: { ...json, 'content-length': length }, ...parts })).toEqual([
      'content-length wrong-header header content-length',
    ]);
  });

  it('compares with the bytes before decoding', () => {
    const headers = { 'content-length': '40', 'content-encoding': 'gzip' };
    expect(wireReports({ body, headers, encoded: { coding: 'gzip', bytes: 40 } })).toEqual([]);
    expect(wireReports({ body, headers, encoded: { coding: 'gzip', bytes: 41 } })).toEqual([
      'content-length wrong-header header content-length',
    ]);
  });

  it('leaves HEAD, 204 and our own hanging up alone', () => {
    const headers = { 'content-length': '9999' };
    for (const parts of [
      { method: 'HEAD', body: '' },
      { status: 204, body: '' },
      { body: '{', end: 'hung-up' },
    ] as const) {
      expect(wireReports({ headers, ...parts }).filter((reported) => reported.startsWith('content-length'))).toEqual(
        [],
      );
    }
  });
});

describe('content-type-once', () => {
  it.each([
    [
      [
        ['content-type', 'application/json'],
        ['Content-Type', 'text/html'],
      ],
    ],
    [[['content-type', 'application/json, text/plain; charset=utf-8']]],
  ] as const)('reports %j', (headers) => {
    expect(wireReports({ body, headers })).toEqual(['content-type-once repeated header content-type']);
  });

  it('leaves a parameter with a comma alone', () => {
    expect(wireReports({ body, headers: { 'content-type': 'application/json; note="a, b"' } })).toEqual([]);
  });
});

describe('content-coding', () => {
  it('reports gzip without a label', () => {
    expect(wireReports({ body: new Uint8Array(gzipSync(body)) })).toEqual([
      'content-coding missing-header header content-encoding',
    ]);
  });

  it('reports a label over plain bytes, also if the transport failed on it', () => {
    const headers = { 'content-encoding': 'gzip' };
    const reported = ['content-coding wrong-header header content-encoding'];
    expect(wireReports({ body, headers })).toEqual(reported);
    expect(wireReports({ body, headers, end: 'protocol', endCode: 'Z_DATA_ERROR' })).toEqual(reported);
  });

  it('reports a coding that the request does not accept, at most as a should', () => {
    const parts = { body, headers: { 'content-encoding': 'gzip' }, encoded: { coding: 'gzip', bytes: 90 } };
    const judged = (accepted: string): readonly (readonly [string, string])[] =>
      judgeExchange({ ...parts, requestHeaders: [['Accept-Encoding', accepted]] }, { spec: wireSpec }).divergences.map(
        ({ kind, level }) => [kind, level],
      );
    expect(judged('identity')).toEqual([['unexpected', 'should']]);
    expect(judged('identity;q=1, *;q=0')).toEqual([['unexpected', 'should']]);
    expect(judged('gzip, identity')).toEqual([]);
    expect(wireReports(parts)).toEqual([]);
  });
});

describe('no-response', () => {
  it.each([
    ['a hang', { response: false, end: 'timeout-first-byte', ms: 60_000 }, 'stalled stream'],
    ['a connection reset unanswered', { response: false, end: 'reset', endCode: 'ECONNRESET' }, 'truncated stream'],
    ['a body that stops', { body: '{"id":', end: 'timeout-idle' }, 'stalled body'],
    ['a body that breaks off', { body: '{"id":', end: 'closed' }, 'truncated body'],
    ['a stream without a byte', { pieces: [], end: 'timeout-idle' }, 'stalled stream'],
    ['an error without an end', { status: 500, body: '{"err', end: 'reset', request: streamed }, 'truncated stream'],
  ] as const)('reports %s', (_, parts, reported) => {
    expect(wireReports(parts)).toContain(`no-response ${reported}`);
    expect(wireReports(parts).filter((each) => !/^(?:no-response|acceptance)/.test(each))).toEqual([]);
  });

  it.each([
    ['the control request does not work', false, 'timeout-first-byte'],
    ['it is not known whether it works', null, 'timeout-first-byte'],
    ['no connection was made', true, 'refused'],
  ] as const)('says nothing if %s', (_, controlWorks, end) => {
    const result = judgeExchange({ response: false, end }, { spec: wireSpec, controlWorks });
    expect(result.divergences).toEqual([]);
    expect(result.observed).not.toContain('acme.no-response');
  });

  it('is a note, and the other response is judged, if the same request does not time out again', () => {
    const hang = { response: false, end: 'timeout-first-byte', ms: 60_000 } as const;
    const again = { followUp: { number: 1, reason: 'again' as const } };
    const levels = (second: ExchangeParts): readonly string[] =>
      judgeExchange([hang, { ...second, ...again }], { spec: wireSpec }).divergences.map(
        ({ check, level }) => `${check} ${level}`,
      );
    expect(levels({ ...hang })).toEqual(['no-response must']);
    expect(levels({ body })).toEqual(['no-response note']);
    expect(levels({ status: 500, body: '{"error":' })).toContain('json-document must');
  });

  it('leaves a stream that was cut to the checks of the stream', () => {
    const cut = { pieces: [sseText(faithfulEvents().slice(0, 2))], end: 'closed' } as const;
    expect(wireReports(cut)).toEqual(['stream-end truncated stream']);
  });
});

describe('header-once', () => {
  const reports = (lines: readonly (readonly [string, string])[], raw = true): readonly string[] =>
    judgeExchange(
      { body, headers: [['content-type', 'application/json'], ...lines], raw },
      {
        spec: { checks: { 'header-once': {} } },
      },
    ).divergences.map(({ level, kind, at }) => `${level} ${kind} ${'name' in at ? at.name : at.part}`);

  it('reports each header that HTTP allows once', () => {
    expect(
      reports([
        ['Retry-After', '1'],
        ['retry-after', '2'],
      ]),
    ).toEqual(['must repeated retry-after']);
    expect(
      reports([
        ['access-control-allow-origin', '*'],
        ['Access-Control-Allow-Origin', '*'],
      ]),
    ).toEqual(['must repeated access-control-allow-origin']);
    expect(
      reports([
        ['date', 'a'],
        ['date', 'b'],
        ['server', 'x'],
        ['server', 'y'],
      ]),
    ).toEqual(['should repeated date', 'should repeated server']);
  });

  it('reports the same value twice in a capture as a note, because its recorder may have duplicated it', () => {
    expect(
      reports(
        [
          ['date', 'a'],
          ['date', 'a'],
        ],
        false,
      ),
    ).toEqual(['note repeated date']);
    expect(
      reports(
        [
          ['date', 'a'],
          ['date', 'b'],
        ],
        false,
      ),
    ).toEqual(['should repeated date']);
  });

  it('reports no header that may be a list', () => {
    for (const name of ['vary', 'set-cookie', 'cache-control', 'via', 'link', 'x-served-by']) {
      expect(
        reports([
          [name, 'a'],
          [name, 'b'],
        ]),
      ).toEqual([]);
    }
    expect(reports([['date', 'Mon, 02 Mar 2026 10:00:00 GMT']])).toEqual([]);
  });
});

describe('content-coding of an error', () => {
  it('reports the label of the upstream over plain JSON', () => {
    const error = { error: { message: 'x', type: 'invalid_request_error', param: null, code: null } };
    const headers = { ...json, 'content-encoding': 'gzip' };
    const parts = { status: 400, body: error, headers, end: 'protocol', endCode: 'Z_DATA_ERROR' } as const;
    expect(wireReports(parts)).toContain('content-coding wrong-header header content-encoding');
  });
});
