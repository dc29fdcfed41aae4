import { describe, expect, it } from 'vitest';
import { chunk, completion } from '../../../../../../support/exchange.js';
import { chatSpec } from '../../../../../../support/chat-spec.js';
import { judgeExchange, reportsIn } from '../../../../../../support/judge-exchange.js';
import { streamReports } from '../../../../../../support/judge-stream.js';

const entry = (index: number | undefined, delta: object, finish: string | null = null): object => ({
  index,
  delta,
  finish_reason: finish,
});
const withChoices = (...choices: readonly object[]): object => chunk({}, null, { choices });
const opening = chunk({ role: 'assistant', content: '' });
const end = chunk({}, 'stop');
const both = [
  withChoices(entry(0, { role: 'assistant' }), entry(1, { role: 'assistant' })),
  withChoices(entry(1, { content: 'B' })),
  withChoices(entry(0, { content: 'A' })),
  withChoices(entry(1, {}, 'stop')),
  withChoices(entry(0, {}, 'length')),
];
const reported = (body: object, parameters: object = {}): readonly string[] =>
  reportsIn(
    judgeExchange(
      { body, request: { model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...parameters } },
      { spec: chatSpec },
    ),
  );

describe('choice-index', () => {
  it('reports an index that counts tokens, and none of its consequences', () => {
    const counted = [7, 8, 9].map((index) => withChoices(entry(index, { content: 'a' })));
    expect(streamReports([...counted, withChoices(entry(10, {}, 'stop'))])).toEqual([
      'choice-index wrong-value chunk 0/choices/0/index ×4',
    ]);
  });

  it('leaves chunks without an index to the schema', () => {
    const bare = [
      withChoices(entry(undefined, { role: 'assistant' })),
      ...Array.from({ length: 398 }, () => withChoices(entry(undefined, { content: 'a' }))),
      withChoices(entry(undefined, {}, 'stop')),
    ];
    expect(streamReports(bare)).toEqual(['schema missing-field chunk 0/choices/0/index ×400']);
  });

  it('takes several choices without an index for no repetition', () => {
    const twice = (delta: object, finish: string | null = null): object =>
      withChoices(entry(undefined, delta, finish), entry(undefined, delta, finish));
    expect(streamReports([twice({ role: 'assistant' }), twice({}, 'stop')], { n: 2 })).toEqual([
      'schema missing-field chunk 0/choices/0/index ×4',
    ]);
  });

  it('leaves interleaved choices alone', () => {
    expect(streamReports(both, { n: 2 })).toEqual([]);
  });

  it('reports the index that all choices of a stream share, and none of its consequences', () => {
    const shared = [opening, opening, chunk({ content: 'A' }), chunk({ content: 'B' }), end, end];
    expect(streamReports(shared, { n: 2 })).toEqual(['choice-index repeated chunk 1/choices/0/index']);
  });

  it('does not take one choice that finishes twice for two', () => {
    expect(streamReports([opening, chunk({ content: 'A' }), end, end], { n: 2 })).not.toContain(
      expect.stringContaining('choice-index'),
    );
  });

  it('reports an index that two choices of a body share', () => {
    const message = { role: 'assistant', content: 'Hi' };
    const choices = [0, 0].map((index) => ({ index, message, finish_reason: 'stop' }));
    expect(reported(completion({}, { choices }), { n: 2 })).toEqual(['choice-index repeated body/choices/1/index']);
  });
});

describe('choices-complete', () => {
  it('reports choices that never come, in a stream and in a body', () => {
    expect(streamReports([opening, end], { n: 3 })).toEqual(['choices-complete ignored chunk 1/choices']);
    expect(reported(completion(), { n: 2 })).toEqual(['choices-complete ignored body/choices']);
  });
});

describe('finish-once', () => {
  it('reports a choice that never finishes', () => {
    expect(streamReports([opening, chunk({ content: 'Hi' })])).toEqual([
      'finish-once missing-field chunk 1/choices/0/finish_reason',
    ]);
  });

  it('reports a second finish, and none of its consequences', () => {
    expect(streamReports([opening, chunk({ content: 'Hi' }, 'stop'), chunk({ content: 'Hi' }, 'stop')])).toEqual([
      'finish-once repeated chunk 2/choices/0/finish_reason',
    ]);
  });

  it('does not echo a finish reason that the schema refuses', () => {
    const blank = chunk({ content: 'Hi' }, '');
    expect(streamReports([opening, blank, blank, end])).toEqual([
      'schema wrong-value chunk 1/choices/0/finish_reason ×2',
    ]);
    expect(streamReports([opening, blank, blank])).toEqual(['schema wrong-value chunk 1/choices/0/finish_reason ×2']);
  });

  it('says nothing of a stream whose end was not seen', () => {
    const cut = { sse: [opening, chunk({ content: 'Hi' })], end: 'hung-up' } as const;
    expect(streamReports([], {}, cut)).toEqual([]);
  });
});

describe('after-finish', () => {
  it('reports text that is sent again with the finish reason', () => {
    const again = chunk({ content: 'pong' }, 'stop');
    expect(streamReports([opening, chunk({ content: 'pong' }), again, again, again])).toEqual([
      'after-finish chunk-order chunk 3/choices/0 ×2',
    ]);
  });

  it('reports a choice that continues after its finish', () => {
    expect(streamReports([opening, end, chunk({ content: 'more' })])).toEqual([
      'after-finish chunk-order chunk 2/choices/0',
    ]);
  });
});

describe('final-chunk-empty', () => {
  it('reports text in the finishing chunk, if the documents say it is empty', () => {
    expect(streamReports([opening, chunk({ content: 'Hi' }, 'stop')])).toEqual([
      'final-chunk-empty unexpected chunk 1/choices/0/delta/content',
    ]);
  });

  it('leaves it alone where they do not', () => {
    const { 'final-chunk-empty': _, ...checks } = chatSpec.checks ?? {};
    expect(streamReports([opening, chunk({ content: 'Hi' }, 'stop')], {}, {}, { ...chatSpec, checks })).toEqual([]);
  });
});
