import { describe, expect, it } from 'vitest';
import { chatSpec } from '../../../../../../support/chat-spec.js';
import { chunk } from '../../../../../../support/exchange.js';
import { streamReports } from '../../../../../../support/judge-stream.js';

const usage = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 };
const withUsage = { stream_options: { include_usage: true } };
const stream = (more: object): readonly object[] => [
  chunk({ role: 'assistant', content: '' }, null, more),
  chunk({ content: 'Hi' }, null, more),
  chunk({}, 'stop', more),
];
const usageChunk = chunk({}, null, { choices: [], usage });

describe('usage-chunk', () => {
  it('leaves the documented form alone', () => {
    expect(streamReports([...stream({ usage: null }), usageChunk], withUsage)).toEqual([]);
  });

  it('allows a documented chunk without choices after it', () => {
    const moderation = chunk({}, null, { choices: [], usage: null, moderation: { input: {} } });
    const reported = streamReports([...stream({ usage: null }), usageChunk, moderation], withUsage);
    expect(reported.filter((line) => line.startsWith('usage-chunk'))).toEqual([]);
  });

  it('reports a missing usage', () => {
    expect(streamReports(stream({ usage: null }), withUsage)).toEqual(['usage-chunk missing-field chunk 2/usage']);
  });

  it('reports a usage in every chunk once', () => {
    expect(streamReports([...stream({ usage }), usageChunk], withUsage)).toEqual([
      'usage-chunk repeated chunk 0/usage ×3',
    ]);
    expect(streamReports(stream({ usage }), withUsage)).toEqual(['usage-chunk repeated chunk 0/usage ×2']);
  });

  it('reports a usage on the finishing chunk', () => {
    const [first, second] = stream({ usage: null });
    expect(streamReports([first, second, chunk({}, 'stop', { usage })], withUsage)).toEqual([
      'usage-chunk wrong-value chunk 2/choices',
    ]);
  });

  it('reports a usage that is not last, but not also the empty chunk after it', () => {
    const [first, second] = stream({ usage: null });
    const after = chunk({}, null, { choices: [], usage: null });
    expect(streamReports([first, second, chunk({}, 'stop', { usage }), after], withUsage)).toEqual([
      'usage-chunk chunk-order chunk 2/usage',
    ]);
  });

  it('reports chunks without "usage": null before it once', () => {
    expect(streamReports([...stream({}), usageChunk], withUsage)).toEqual([
      'usage-chunk missing-field chunk 0/usage ×3',
    ]);
  });
});

describe('usage-chunk with-finish', () => {
  const spec = { ...chatSpec, checks: { 'usage-chunk': { rule: 'with-finish' } } };
  const reports = (chunks: readonly object[], parameters: object = {}): readonly string[] =>
    streamReports(chunks, parameters, {}, spec);

  it('allows usage with the finish_reason, requested or not', () => {
    const [first, second] = stream({});
    const finish = chunk({}, 'stop', { usage });
    expect(reports([first ?? {}, second ?? {}, finish])).toEqual([]);
    expect(reports([first ?? {}, second ?? {}, finish], withUsage)).toEqual([]);
  });

  it('reports a stream without usage', () => {
    expect(reports(stream({}))).toEqual(['usage-chunk missing-field chunk 2/usage']);
  });

  it('reports usage in several chunks, too early, or without choices', () => {
    expect(reports(stream({ usage }))).toEqual(['usage-chunk repeated chunk 0/usage ×2']);
    expect(reports([chunk({ content: 'Hi' }, null, { usage }), chunk({}, 'stop')])).toEqual([
      'usage-chunk chunk-order chunk 0/usage',
    ]);
    expect(reports([...stream({}), usageChunk])).toEqual(['usage-chunk wrong-value chunk 3/choices']);
  });
});

describe('usage-unasked', () => {
  it('leaves a stream without usage alone', () => {
    expect(streamReports(stream({}))).toEqual([]);
  });

  it('reports an unrequested usage once, also in a separate chunk', () => {
    expect(streamReports(stream({ usage }))).toEqual(['usage-unasked unexpected chunk 0/usage ×3']);
    expect(streamReports([...stream({}), usageChunk])).toEqual(['usage-unasked unexpected chunk 3/usage']);
  });

  it('leaves an empty usage to the schema, except for a note', () => {
    expect(streamReports(stream({ usage: {} }))).toEqual([
      'schema missing-field chunk 0/usage/prompt_tokens ×3',
      'usage-unasked unexpected chunk 0/usage ×3',
    ]);
  });
});
