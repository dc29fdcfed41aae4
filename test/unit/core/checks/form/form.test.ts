import { describe, expect, it } from 'vitest';
import { completion, faithfulEvents, sseText, type ExchangeParts } from '../../../../support/exchange.js';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireReports, wireSpec } from '../../../../support/wire-spec.js';

const plain = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const streamed = { ...plain, stream: true };
const type = (value: string | null): { readonly 'content-type': string | null } => ({ 'content-type': value });
const error = { error: { message: 'no', type: 'server_error' } };
const levels = (parts: ExchangeParts): readonly string[] =>
  judgeExchange(parts, { spec: wireSpec }).divergences.map(({ kind, level }) => `${kind} ${level}`);

describe('media-type', () => {
  it.each(['application/x-ndjson', 'application/json', 'text/plain; charset=utf-8', '', null])(
    'reports a stream labelled %j',
    (value) => {
      expect(wireReports({ sse: faithfulEvents(), headers: type(value) })).toEqual([
        'media-type wrong-media-type header content-type',
      ]);
    },
  );

  it.each(['text/plain', 'text/event-stream', null])('reports a body labelled %j', (value) => {
    expect(wireReports({ body: completion(), headers: type(value) })).toEqual([
      'media-type wrong-media-type header content-type',
    ]);
  });

  it('reports the label of a body that is also no JSON, whether it succeeded or not', () => {
    for (const [body, status] of [
      [completion(), 200],
      [error, 400],
    ] as const) {
      const glued = `${JSON.stringify(body)}data: [DONE]\n\n`;
      const reported = wireReports({ status, body: glued, headers: type('text/event-stream') });
      expect(reported.slice(-2)).toEqual([
        'media-type wrong-media-type header content-type',
        'json-document malformed-json body',
      ]);
    }
  });

  it('reports an error page, but not also invalid JSON', () => {
    const reported = wireReports({ status: 502, body: '<html>502', headers: type('text/html') });
    expect(reported).toContain('media-type wrong-media-type header content-type');
    expect(reported.filter((each) => each.startsWith('json-document'))).toEqual([]);
  });

  it.each(['Text/Event-Stream', 'text/event-stream; charset=utf-8'])('leaves a stream labelled %j alone', (value) => {
    expect(wireReports({ sse: faithfulEvents(), headers: type(value) })).toEqual([]);
  });

  it('notes a missing label in a capture: recorders leave headers out', () => {
    const parts = { body: completion(), headers: type(null) };
    const { divergences } = judgeExchange(parts, { spec: wireSpec, case: { origin: 'captured' } });
    expect(divergences.filter(({ check }) => check === 'media-type').map(({ level }) => level)).toEqual(['note']);
  });

  it('takes the documented type where it is another one', () => {
    const spec = { checks: { 'media-type': { form: 'error', type: 'application/problem+json' } } };
    const reported = (value: string): number =>
      judgeExchange({ status: 400, body: error, headers: type(value) }, { spec, case: { expects: 'refused' } })
        .divergences.length;
    expect([reported('application/problem+json'), reported('application/json')]).toEqual([0, 1]);
  });
});

describe('answer-form', () => {
  it.each([
    ['JSON for a streamed request', { body: completion(), request: streamed }, 'stream'],
    ['text for a streamed request', { pieces: ['Hello, ', 'I am text'], headers: type('text/plain') }, 'stream'],
    ['nothing for a streamed request', { pieces: [] }, 'stream'],
    ['a stream for an unstreamed request', { pieces: [sseText(faithfulEvents())], request: plain }, 'body'],
    ['text for an unstreamed request', { body: 'Hello', headers: type('text/plain') }, 'body'],
    ['an HTML page for an unstreamed request', { body: '<!doctype html>', headers: type('text/html') }, 'body'],
  ])('reports only %s', (_, parts, place) => {
    expect(wireReports(parts)).toEqual([`answer-form wrong-form ${place}`]);
  });

  it.each([
    ['a word for stream', { ...plain, stream: 'yes' }],
    ['a number for stream', { ...plain, stream: 1 }],
    ['no JSON', '{"stream":true,'],
  ])('allows both forms for a request with %s', (_, request) => {
    expect(wireReports({ sse: faithfulEvents(), request })).toEqual([]);
    expect(wireReports({ body: completion(), request })).toEqual([]);
  });

  it.each([
    ['null', { ...plain, stream: null }],
    ['false', { ...plain, stream: false }],
  ])('allows no stream for stream: %s', (_, request) => {
    expect(wireReports({ sse: faithfulEvents(), request })).toEqual(['answer-form wrong-form body']);
  });

  it('keeps to the direction that its claim names', () => {
    const spec = { checks: { 'answer-form': { form: 'stream' } } };
    const result = judgeExchange({ pieces: [sseText(faithfulEvents())], request: plain }, { spec });
    expect([result.divergences, result.observed.includes('acme.answer-form')]).toEqual([[], false]);
  });

  it.each([
    ['hung up on', { pieces: [], end: 'hung-up' }],
    ['that was never requested', { method: 'OPTIONS', body: '' }],
    ['captured without its body', { pieces: [], raw: false }],
  ] as const)('says nothing of a stream %s', (_, parts) => {
    expect(wireReports(parts)).toEqual([]);
  });
});

describe('json-document', () => {
  const body = JSON.stringify(completion());

  it.each([
    ['something after it', `${body}\ndata: [DONE]\n\n`],
    ['two documents', body + body],
    ['a document that breaks off', body.slice(0, -9)],
    ['no JSON', body.replace('"stop"', 'NaN')],
  ])('reports %s', (_, text) => {
    expect(wireReports({ body: text })).toEqual(['json-document malformed-json body']);
  });

  it('shows what came after the document', () => {
    const [reported] = judgeExchange({ body: `${body} data: [DONE]` }, { spec: wireSpec }).divergences;
    expect(reported?.actual).toBe('a document followed by "data: [DONE]"');
  });

  it('reports bytes that are not UTF-8, if the bytes are known', () => {
    const bytes = new TextEncoder().encode(body.replace('Hello', 'H\u00fcllo')).filter((byte) => byte !== 0xbc);
    expect(wireReports({ body: bytes })).toEqual(['json-document malformed-utf8 body']);
    expect(wireReports({ body: bytes, raw: false })).not.toContain('json-document malformed-utf8 body');
  });

  it('notes a byte order mark and blank lines in front', () => {
    expect(levels({ body: `\ufeff${body}` })).toEqual(['unusual-form note']);
    expect(levels({ body: `\n\n${body}` })).toEqual(['unusual-form note']);
    expect(levels({ body: ` ${body}\n` })).toEqual([]);
    const spec = { checks: { 'json-document': { leadingBlankLines: true } } };
    expect(judgeExchange({ body: `\n\n${body}` }, { spec }).divergences).toEqual([]);
  });

  it.each([
    ['an empty error', ''],
    ['an error in HTML under a JSON label', '<html>'],
    ['an error in text under a JSON label', 'Internal Server Error'],
  ])('reports %s', (_, text) => {
    expect(wireReports({ status: 500, body: text }, { case: { expects: 'refused' } })).toContain(
      'json-document malformed-json body',
    );
  });

  it('requires of an error only what the documents promise', () => {
    const spec = { checks: { 'json-document': {} } };
    const reported = (value: string): readonly unknown[] =>
      judgeExchange({ status: 404, body: 'Not Found', headers: type(value) }, { spec, case: { expects: 'refused' } })
        .divergences;
    expect([reported('text/plain'), reported('application/json').length]).toEqual([[], 1]);
  });
});

describe('error-in-ok', () => {
  it.each([
    ['an error', error],
    ['an error and empty members', { id: null, choices: null, ...error }],
    ['a flat error', { object: 'error', message: 'no', code: 400 }],
    ['an array of errors', [error]],
  ])('reports %s under 200', (_, body) => {
    expect(wireReports({ body }).filter((each) => !each.startsWith('schema'))).toEqual([
      'error-in-ok wrong-status status',
    ]);
  });

  it('reports a body that came in place of a stream', () => {
    expect(wireReports({ body: error, request: streamed }).filter((each) => !each.startsWith('schema'))).toEqual([
      'error-in-ok wrong-status status',
    ]);
  });

  it('reports an empty list of choices', () => {
    const body = completion({}, { choices: [] });
    expect(wireReports({ body })).toEqual(['error-in-ok wrong-value body/choices']);
    expect(judgeExchange({ body }, { spec: wireSpec }).divergences[0]?.title).toBe('choices is empty');
  });

  it('leaves an error under its status alone', () => {
    expect(wireReports({ status: 400, body: error }, { case: { expects: 'refused' } })).toEqual([]);
  });
});
