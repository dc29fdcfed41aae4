import { describe, expect, it } from 'vitest';
import { chunk, faithfulEvents, sseText, type ExchangeParts } from '../../../../support/exchange.js';
import { judgeExchange } from '../../../../support/judge-exchange.js';
import { wireReports, wireSpec } from '../../../../support/wire-spec.js';

const DONE = 'data: [DONE]';
const events = faithfulEvents();
const unfinished = events.slice(0, 3);
const finished = events.slice(0, 4);
const observes = (parts: ExchangeParts, claim: string): boolean =>
  judgeExchange(parts, { spec: wireSpec }).observed.includes(claim);

describe('sse-terminator', () => {
  it('reports a finished stream without a terminator, but not also a truncated stream', () => {
    expect(wireReports({ sse: finished })).toEqual(['sse-terminator missing-terminator stream']);
  });

  it('reports two terminators', () => {
    expect(wireReports({ sse: [...events, DONE] })).toEqual(['sse-terminator repeated stream']);
  });

  it('reports data after the terminator', () => {
    const late = wireReports({ sse: [...unfinished, chunk({}, 'stop'), DONE, chunk({ content: 'late' })] });
    expect(late[0]).toBe('sse-terminator chunk-order stream');
  });

  it('takes the one that the claim names', () => {
    const spec = { checks: { 'sse-terminator': { data: '[END]' } } };
    const reported = (end: string): number => judgeExchange({ sse: [...finished, end] }, { spec }).divergences.length;
    expect([reported('data: [END]'), reported(DONE)]).toEqual([0, 1]);
  });

  it.each([
    ['a capture does not show the end', { sse: finished, end: 'unknown', raw: false, timed: false }],
    ['we hung up', { sse: finished, end: 'hung-up' }],
  ] as const)('does not require a terminator if %s', (_, parts) => {
    expect(wireReports(parts)).toEqual([]);
    expect(observes(parts, 'acme.sse-terminator')).toBe(false);
  });

  it('does not require a terminator after an error', () => {
    expect(wireReports({ sse: [...finished, { error: { message: 'x', type: 'y' } }] })).not.toContain(
      'sse-terminator missing-terminator stream',
    );
  });
});

describe('stream-end', () => {
  it.each([
    ['ends before a finish_reason', { sse: unfinished }],
    ['has no chunk', { sse: [': keep-alive'] }],
    ['has a terminator alone', { sse: [DONE] }],
    ['is closed half way', { sse: unfinished, end: 'closed' }],
    ['is reset half way', { sse: unfinished, end: 'reset', endCode: 'ECONNRESET' }],
    ['is closed before its terminator', { sse: finished, end: 'closed' }],
    ['breaks off in an event', { pieces: [sseText(unfinished).slice(0, -20)] }],
    ['breaks off in an event after the finish', { pieces: [`${sseText(finished)}data: {"usage`] }],
  ] as const)('reports one truncated stream, and nothing else, if it %s', (_, parts) => {
    expect(wireReports(parts).filter((reported) => !reported.startsWith('sse-forms'))).toEqual([
      'stream-end truncated stream',
    ]);
  });

  it.each([
    ['sends nothing more half way', { sse: unfinished, end: 'timeout-idle', ms: 30_000 }],
    ['is left open after the finish', { sse: finished, end: 'timeout-idle', ms: 30_000 }],
    ['is left open after the terminator', { sse: events, end: 'timeout-idle', ms: 30_000 }],
    ['is kept alive without an answer', { sse: [...unfinished, ': ping'], end: 'timeout-total', ms: 120_000 }],
    ['is closed long after the terminator', { sse: events, end: 'complete', ms: 20_000 }],
  ] as const)('reports one stalled stream, and nothing else, if it %s', (_, parts) => {
    expect(wireReports(parts).filter((reported) => !reported.startsWith('sse-forms'))).toEqual([
      'stream-end stalled stream',
    ]);
  });

  const again = { followUp: { number: 1, reason: 'again' as const } };
  const open = { sse: events, end: 'timeout-idle', ms: 30_000 } as const;
  const stalled = { ...open, sse: unfinished };
  const levels = (...exchanges: readonly ExchangeParts[]): readonly string[] =>
    judgeExchange(exchanges, { spec: wireSpec }).divergences.map(({ kind, level }) => `${kind} ${level}`);

  it('reports a stream that is kept open or stalls twice', () => {
    expect([levels(open, { ...open, ...again }), levels(stalled, { ...stalled, ...again })]).toEqual([
      ['stalled should'],
      ['stalled must'],
    ]);
  });

  it('is a note if only the first of two responses ran into a timeout, and the second one is judged', () => {
    expect(levels(stalled, { sse: events, ...again })).toEqual(['stalled note']);
  });

  it('is a note if a stream is kept open once, or the delays of this process were not measured', () => {
    const late = { sse: events, ms: 20_000 };
    expect([levels(late, { sse: events, ...again }), levels({ ...late, readDelay: null })]).toEqual([
      ['stalled note'],
      ['stalled note'],
    ]);
  });

  it('subtracts the delays of this process', () => {
    expect(levels({ sse: events, ms: 20_000, readDelay: 16_000 })).toEqual([]);
  });

  it.each([
    ['is whole', { sse: events }],
    ['takes a while to close', { sse: events, ms: 3_000 }],
    [
      'was still coming when our time was up',
      { pieces: [{ ms: 119_990, bytes: sseText(unfinished) }], end: 'timeout-total', ms: 120_000 },
    ],
    ['we hung up on', { sse: unfinished, end: 'hung-up' }],
    ['a capture cuts', { sse: unfinished, end: 'unknown', raw: false, timed: false }],
    ['was captured with the connection kept', { sse: events, raw: false, ms: 60_000 }],
    ['was captured without times', { sse: events, timed: false, ms: 60_000 }],
  ] as const)('leaves a stream alone that %s', (_, parts) => {
    expect(wireReports(parts).filter((reported) => reported.startsWith('stream-end'))).toEqual([]);
  });
});

describe('incremental-delivery', () => {
  const texts = Array.from({ length: 40 }, (_, n) => `word${n} `);
  const complete = faithfulEvents(texts);
  const at = (times: (n: number) => number): ExchangeParts => ({
    pieces: complete.map((event, n) => ({ ms: times(n), bytes: sseText([event]) })),
  });
  const buffered = at(() => 2_500);
  const others = Array.from({ length: 60 }, (_, n) => chunk({ refusal: `word${n} ` }));

  it('reports many deltas in one burst after a long silence, at most as a should', () => {
    const { divergences } = judgeExchange(buffered, { spec: wireSpec });
    expect(divergences.map(({ kind, level }) => [kind, level])).toEqual([['not-incremental', 'should']]);
  });

  const again = { followUp: { number: 1, reason: 'again' as const } };
  const levels = (...exchanges: readonly ExchangeParts[]): readonly string[] =>
    judgeExchange(exchanges, { spec: wireSpec }).divergences.map(({ level }) => level);

  it('is a note unless the same request shows it again', () => {
    const bitByBit = at((n) => 100 + 10 * n);
    expect([levels(buffered, { ...buffered, ...again }), levels(buffered, { ...bitByBit, ...again })]).toEqual([
      ['should'],
      ['note'],
    ]);
  });

  it('is a note if the delays of this process were not measured', () => {
    expect(levels({ ...buffered, readDelay: null })).toEqual(['note']);
  });

  it.each([
    ['this process could not read meanwhile', { readDelay: 1_600 }],
    ['another stream paused as well', { simultaneous: true as const }],
  ])('is not reported if %s', (_, parts) => {
    expect(levels({ ...buffered, ...parts })).toEqual([]);
  });

  it('reports them also if the first chunk came at once', () => {
    expect(wireReports(at((n) => (n === 0 ? 5 : 2_500)))).toEqual(['incremental-delivery not-incremental stream']);
  });

  it('reports a long answer that came as one delta after a long silence', () => {
    const reported = [4_000, 500].map((length) =>
      wireReports({ pieces: [{ ms: 3_000, bytes: sseText(faithfulEvents(['x'.repeat(length)])) }] }),
    );
    expect(reported).toEqual([['incremental-delivery not-incremental stream'], []]);
  });

  it('leaves one alone that came at once, with the last of many chunks which are alike', () => {
    const pieces = [complete[0], ...others, ...complete.slice(1)].map((event, n) => ({
      ms: 30 * Math.min(n, others.length),
      bytes: sseText([event]),
    }));
    expect(wireReports({ pieces })).toEqual([
      'undocumented-field undocumented-field chunk 1/choices/0/delta/refusal ×60',
    ]);
  });

  it.each([
    ['came bit by bit', at((n) => 100 + 10 * n)],
    ['came fast after a long queue', at((n) => 5_000 + 0.5 * n)],
    ['came at once', at(() => 300)],
    ['came fast, its first chunk a moment before the others', at((n) => (n === 0 ? 2_450 : 2_500))],
    ['was left after its first burst', { ...buffered, end: 'hung-up' as const }],
    ['is short', { pieces: [{ ms: 4_000, bytes: sseText(faithfulEvents()) }] }],
    ['was captured with the connection kept', { sse: events, raw: false, ms: 60_000 }],
    ['was captured without times', { ...buffered, timed: false }],
  ])('leaves an answer alone that %s', (_, parts) => {
    expect(wireReports(parts)).toEqual([]);
  });
});
