import { describe, expect, it } from 'vitest';
import { chunk, faithfulEvents, sseText, type ExchangeParts } from '../../../../support/exchange.js';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireReports, wireSpec } from '../../../../support/wire-spec.js';

const events = faithfulEvents();
const stream = sseText(events);
const one = (text: string | Uint8Array): ExchangeParts => ({ pieces: [text] });
const levels = (parts: ExchangeParts): readonly string[] =>
  judgeExchange(parts, { spec: wireSpec }).divergences.map(({ check, level }) => `${check} ${level}`);
const actual = (parts: ExchangeParts): string | undefined =>
  judgeExchange(parts, { spec: wireSpec }).divergences[0]?.actual;

describe('sse-framing', () => {
  it.each([
    ['single line breaks between all events', `${stream.replaceAll('\n\n', '\n')}\n`],
    ['single line breaks between some', stream.replace('\n\n', '\n')],
    ['a last event without its blank line', stream.slice(0, -1)],
    ['a last event without any line end', stream.slice(0, -2)],
    ['a chunk without data:', stream.replace('\ndata: {', '\n{')],
    ['a terminator without data:', stream.replace('data: [DONE]', '[DONE]')],
    ['line breaks inside the JSON', stream.replaceAll('"choices"', '\n"choices"')],
  ])('reports %s once, and nothing else', (_, text) => {
    expect(wireReports(one(text)).map((reported) => reported.replace(/ ×\d+$/, ''))).toEqual([
      'sse-framing sse-framing stream',
    ]);
  });

  it('does not run on a capture, because its text may have been joined again', () => {
    const result = judgeExchange({ ...one(stream.slice(0, -1)), raw: false }, { spec: wireSpec });
    expect([result.divergences, result.observed.includes('acme.sse-framing')]).toEqual([[], false]);
  });

  it('leaves JSON on several data lines alone', () => {
    const spread = `data: ${JSON.stringify(events[0], null, 1).replaceAll('\n', '\ndata: ')}`;
    expect(levels({ sse: [spread, ...events.slice(1)] })).toEqual(['sse-forms note']);
  });
});

describe('sse-data-json', () => {
  it.each([
    ['a comment sent on as data', 'data: : PROCESSING'],
    ['another notation', "data: {'id': None}"],
    ['text', 'data: Hello'],
    ['another form of the end', 'data: [done]'],
    ['a byte order mark', 'data: \ufeff{}'],
  ])('reports %s', (_, event) => {
    expect(wireReports({ sse: [event, event, ...events] })).toEqual(['sse-data-json malformed-json stream ×2']);
  });

  it('shows the data, quoted and cut', () => {
    expect(actual({ sse: [...events.slice(0, 1), `data: <\u001b${'x'.repeat(900)}`, ...events.slice(1)] })).toMatch(
      /^"<\\u001bx{100,}… \(400 characters\) in event 1$/,
    );
  });

  it('notes empty data', () => {
    expect(levels({ sse: ['data:', ...events] })).toEqual(['sse-data-json note']);
  });
});

describe('sse-utf8', () => {
  const bytes = new TextEncoder().encode(sseText(faithfulEvents(['gr\u00fcn'])));
  const broken = bytes.filter((byte) => byte !== 0xbc);

  it('reports bytes that are not UTF-8', () => {
    expect(wireReports(one(broken))).toContain('sse-utf8 malformed-utf8 stream');
    expect(wireReports({ ...one(broken), raw: false })).not.toContain('sse-utf8 malformed-utf8 stream');
  });

  it('leaves characters that two reads share alone', () => {
    const at = bytes.indexOf(0xc3) + 1;
    expect(wireReports({ pieces: [bytes.slice(0, at), bytes.slice(at)] })).toEqual([]);
  });

  it('leaves a character that the end cut in two to the end of the stream', () => {
    const cut = { ...one(bytes.slice(0, bytes.indexOf(0xc3) + 1)), end: 'closed' } as const;
    expect(wireReports(cut)).toEqual(['stream-end truncated stream']);
  });
});

describe('stream-error', () => {
  const error = { error: { message: 'out of memory', type: 'server_error' } };

  it.each([
    ['a chunk', [events[0], error], 'chunk 1'],
    ['a chunk, with the terminator behind it', [events[0], error, 'data: [DONE]'], 'chunk 1'],
    ['the only event', [error], 'chunk 0'],
    ['an event named error', [events[0], `event: error\ndata: ${JSON.stringify(error)}`], 'chunk 1'],
    ['an event named error, as text', [events[0], 'event: error\ndata: overloaded'], 'stream'],
    ['an error: field', [events[0], `error: ${JSON.stringify(error)}`], 'stream'],
  ])('reports an error as %s, and none of its consequences', (_, sse, place) => {
    expect(wireReports({ sse })).toEqual([`stream-error error-in-stream ${place}`]);
  });

  it('reports an error in a chunk without choices', () => {
    const sse = [chunk({}, null, { choices: [], ...error }), 'data: [DONE]'];
    expect(wireReports({ sse })).toEqual(['stream-error error-in-stream chunk 0']);
  });

  it('is a note for a documented error, unless other requests succeed', () => {
    const judged = (sse: readonly unknown[], controlWorks: boolean | null): unknown[] => {
      const { divergences, ...result } = judgeExchange(
        { sse },
        { spec: { checks: { 'stream-error': { described: true } } }, controlWorks },
      );
      return [result.verdict, ...divergences.map(({ check, level }) => `${check} ${level}`)];
    };
    const begun = [...events.slice(0, 2), error];
    expect(judged(begun, true)).toEqual(['diverges', 'stream-error must']);
    expect(judged(begun, false)).toEqual(['inconclusive', 'stream-error note']);
    expect(judged(begun, null)).toEqual(['inconclusive', 'stream-error note']);
    // A request that is refused in a stream.
    expect(judged([error], true)).toEqual(['diverges', 'acceptance must', 'stream-error note']);
    expect(judged([error], null)).toEqual(['inconclusive', 'stream-error note']);
  });

  it('leaves `"error": null` alone', () => {
    const sse = [chunk({ role: 'assistant' }, null, { error: null }), ...events.slice(1)];
    expect(levels({ sse }).filter((reported) => reported.startsWith('stream-error'))).toEqual([]);
  });
});

describe('sse-event-names', () => {
  it('reports a foreign named event at any position, but not its content', () => {
    const foreign = 'event: tool.progress\ndata: {"tool":"search"}';
    expect(wireReports({ sse: [foreign, ...events] })).toEqual(['sse-event-names sse-framing stream']);
    expect(wireReports({ sse: [...events.slice(0, 2), foreign, foreign, ...events.slice(2)] })).toEqual([
      'sse-event-names sse-framing stream ×2',
    ]);
  });

  it('notes chunks that merely have a name, and a name without data', () => {
    const named = events.map(
      (event) => `event: delta\n${typeof event === 'string' ? event : `data: ${JSON.stringify(event)}`}`,
    );
    expect(levels({ sse: named })).toEqual(['sse-event-names note']);
    expect(levels({ sse: ['event: ping', ...events] })).toEqual(['sse-event-names note']);
  });

  it('leaves the name that every event has by default alone', () => {
    expect(wireReports({ sse: [`event: message\ndata: ${JSON.stringify(events[0])}`, ...events.slice(1)] })).toEqual(
      [],
    );
  });
});

describe('sse-forms', () => {
  it.each([
    ['CRLF', stream.replaceAll('\n', '\r\n'), /CRLF \(10\)/],
    ['CR', stream.replaceAll('\n', '\r'), /CR or/],
    ['comments', `: keep-alive\n\n${stream}`, /comment line \(keep-alive\) \(1\)/],
    ['no space', stream.replaceAll('data: ', 'data:'), /no space/],
    ['a BOM', `\ufeff${stream}`, /BOM/],
    ['ids and a retry', `retry: 1000\n\nid: 1\n${stream}`, /id: field \(1\); a retry: field \(1\)/],
    ['fields unknown to SSE', `x-cost: 1\n${stream}`, /"x-cost: 1"/],
  ])('reports %s as a note, and nothing worse', (_, text, shown) => {
    expect(levels(one(text))).toEqual(['sse-forms note']);
    expect(actual(one(text))).toMatch(shown);
  });

  it('has no word for the documented form', () => {
    expect(levels(one(stream))).toEqual([]);
  });
});
