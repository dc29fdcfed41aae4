import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { runOf, type Sent } from './sent-run.js';

const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts);
};

describe('what follows from another divergence', () => {
  const at = (pointer: string) => ({ part: 'body', pointer }) as const;

  it('is grouped under it if its place is inside', () => {
    const { findings } = findingsOf([
      {
        status: 200,
        also: [
          { at: at('/usage'), level: 'must' },
          { check: 'sum', at: at('/usage/total_tokens') },
        ],
      },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ at: at('/usage'), consequences: [{ check: 'sum' }] });
  });

  it('is a field that a check misses and the schema finds to be wrong inside', () => {
    const { findings } = findingsOf([
      { status: 200, also: [{ check: 'schema', at: at('/usage/total_tokens') }] },
      {
        status: 200,
        also: [
          { check: 'usage-chunk', at: at('/usage') },
          { check: 'schema', at: at('/usage/total_tokens') },
        ],
      },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'schema', consequences: [{ check: 'usage-chunk' }] });
  });

  it('is grouped under responses to other requests if a few more requests seem to be ignored', () => {
    const content = at('/choices/0/message/content');
    const mixed = { check: 'answer-of-another', kind: 'wrong-value', at: content, level: 'must' } as const;
    const ignored = { check: 'max-tokens', kind: 'ignored', at: content, level: 'must' } as const;
    const titles = (...sent: readonly Sent[]) => findingsOf(sent).findings.map(({ check }) => check);
    expect(titles({ status: 200, also: [mixed] }, { status: 200, also: [ignored] })).toEqual(['answer-of-another']);
    const many = [ignored, ignored].map((each) => ({ status: 200, also: [each] }));
    expect(titles({ status: 200, also: [mixed] }, ...many)).toContain('max-tokens');
  });

  it('is what only an answer in the wrong form shows', () => {
    const form = { check: 'answer-form', kind: 'wrong-form', at: at('') } as const;
    const empty = { check: 'answer-not-empty', at: at('/choices/0/message/content') };
    const alone = findingsOf([{ status: 200, also: [form, empty] }, { status: 200 }]).findings;
    expect(alone.map(({ check, consequences = [] }) => [check, consequences.map((each) => each.check)])).toEqual([
      ['answer-form', ['answer-not-empty']],
    ]);
    const both = findingsOf([
      { status: 200, also: [form, empty] },
      { status: 200, also: [empty] },
    ]).findings;
    expect(both).toHaveLength(2);
  });

  it('is what the same event shows, if there are three kinds of errors in it', () => {
    const chunk = (pointer: string) => ({ part: 'chunk', chunk: 0, pointer }) as const;
    const blank = [
      { check: 'schema', at: chunk('/id') },
      { check: 'schema', at: chunk('/object') },
      { check: 'empty-choices', at: chunk('/choices') },
    ];
    const { findings } = findingsOf([
      { status: 200, also: blank },
      { status: 200, also: blank },
    ]);
    expect(findings.map(({ at: { part }, consequences }) => [part, consequences?.length])).toEqual([['chunk', 2]]);
    expect(findingsOf([{ status: 200, also: blank.slice(0, 2) }]).findings).toHaveLength(2);
  });

  it('is a separate finding if the field is missing in another chunk', () => {
    const chunk = (n: number, pointer: string) => ({ part: 'chunk', chunk: n, pointer }) as const;
    const missing = { check: 'usage-chunk', kind: 'missing-field', level: 'must', at: chunk(0, '/usage') } as const;
    const wrong = (n: number) => ({ check: 'sum', at: chunk(n, '/usage/total_tokens') });
    const found = (n: number) => findingsOf([{ status: 200, also: [missing, wrong(n)] }]).findings.length;
    expect([found(0), found(9)]).toEqual([1, 2]);
  });

  it('is a separate finding if it occurs without the other', () => {
    const inner = { check: 'sum', at: at('/usage/total_tokens') };
    const { findings } = findingsOf([
      { status: 200, also: [{ at: at('/usage'), level: 'must' }, inner] },
      { status: 200, also: [inner] },
    ]);
    expect(findings).toHaveLength(2);
  });
});

describe('a report that another check explains', () => {
  const content = (pointer: string) => ({ part: 'chunk', chunk: 9, pointer }) as const;
  const titles = (sent: readonly Sent[]) =>
    findingsOf(sent).findings.map(({ check, consequences = [] }) => [check, ...consequences.map((each) => each.check)]);

  it('is grouped under it only if their codes belong together', () => {
    const finish = content('/choices/0/finish_reason');
    const lost = { check: 'tool-finish-reason', code: 'finish-without-call', at: finish } as const;
    const wrong = { check: 'tool-finish-reason', code: 'call-without-finish', at: finish } as const;
    const none = { check: 'tool-choice', code: 'call-not-made', kind: 'ignored', at: { part: 'stream' } } as const;
    const other = { check: 'tool-choice', code: 'other-tool-called', kind: 'ignored', at: { part: 'stream' } } as const;
    expect(titles([{ status: 200, also: [none, lost] }])).toEqual([['tool-finish-reason', 'tool-choice']]);
    expect(titles([{ status: 200, also: [other, wrong] }])).toHaveLength(2);
    const empty = { check: 'tool-calls-empty', level: 'should', at: content('/choices/0/delta/tool_calls') } as const;
    const both = findingsOf([{ status: 200, also: [lost, { ...none, level: 'must' }, empty] }]).findings;
    expect(both.map(({ check, level }) => [check, level])).toEqual([['tool-calls-empty', 'must']]);
  });

  it('is grouped under the field whose absence explains it, not under another one', () => {
    const unnamed = { check: 'tool-call-name', code: 'call-name-missing', at: { part: 'stream' } } as const;
    const missing = { check: 'schema', code: 'field-missing', kind: 'missing-field' } as const;
    const found = (pointer: string) => titles([{ status: 200, also: [{ ...missing, at: content(pointer) }, unnamed] }]);
    expect(found('/index')).toEqual([['schema', 'tool-call-name']]);
    expect(found('/choices/0/index')).toHaveLength(2);
  });

  it('is grouped under running totals that another response shows, if it is repeated too', () => {
    const usage = content('/usage');
    const many = { check: 'usage-chunk', code: 'usage-in-many-chunks', kind: 'repeated', at: usage } as const;
    const unasked = { check: 'usage-unasked', code: 'usage-unrequested', kind: 'unexpected', at: usage } as const;
    const found = (occurrences: number) =>
      titles([
        { status: 200, also: [many] },
        { status: 200, also: [{ ...unasked, occurrences }] },
      ]);
    expect(found(30)).toEqual([['usage-chunk', 'usage-unasked']]);
    expect(found(1)).toHaveLength(2);
  });

  it('is grouped under the cause of the group that explains it', () => {
    const empty = { check: 'answer-not-empty', at: content('/choices/0/delta/content') };
    const none = { check: 'tool-choice', code: 'call-not-made', kind: 'ignored', at: { part: 'stream' } } as const;
    const name = { check: 'tool-call-name', at: content('/choices/0/delta/tool_calls/0/function/name') };
    expect(titles([{ status: 200, also: [name, none, empty] }])).toEqual([
      ['answer-not-empty', 'tool-call-name', 'tool-choice'],
    ]);
  });

  it('is grouped under a cause on the other response that its check compares', () => {
    const call = { part: 'body', pointer: '/choices/0/message/tool_calls' } as const;
    const invented = { check: 'tool-choice', code: 'call-forbidden', kind: 'ignored', at: call, exchange: 0 } as const;
    const unlike = { check: 'streamed-alike', at: content('/choices/0/finish_reason'), exchange: 1 };
    expect(titles([{ status: 200, also: [invented, unlike] }, { status: 200 }])).toEqual([
      ['tool-choice', 'streamed-alike'],
    ]);
  });

  it('is grouped under a note of the same response, and keeps its level', () => {
    const text = { part: 'body', pointer: '/choices/0/message/content' } as const;
    const special = { check: 'special-tokens', kind: 'leaked', level: 'note', at: text } as const;
    const stop = { check: 'stop', kind: 'ignored', level: 'must', at: text } as const;
    const { findings } = findingsOf([
      { status: 200, also: [special, stop] },
      { status: 200, also: [special] },
    ]);
    expect(findings.map(({ check, level, cases }) => [check, level, cases.length])).toEqual([
      ['special-tokens', 'must', 2],
    ]);
    const apart = findingsOf([
      { status: 200, also: [stop] },
      { status: 200, also: [special] },
    ]).findings;
    expect(apart.map(({ check, level }) => [check, level])).toEqual([
      ['stop', 'must'],
      ['special-tokens', 'note'],
    ]);
  });
});
