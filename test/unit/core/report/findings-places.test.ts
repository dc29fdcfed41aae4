import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { runOf, type Sent } from './sent-run.js';

const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts);
};
describe('one cause in several places', () => {
  it('is one finding for a field of bodies and of chunks', () => {
    const missing = {
      check: 'schema',
      kind: 'missing-field',
      code: 'field-missing',
      title: 'created is missing',
    } as const;
    const { findings } = findingsOf([
      { status: 200, also: [{ ...missing, at: { part: 'body', pointer: '/created' } }] },
      { status: 200, also: [{ ...missing, at: { part: 'chunk', chunk: 3, pointer: '/created' } }] },
    ]);
    expect(findings.map(({ title, cases }) => [title, cases.length])).toEqual([['created is missing', 2]]);
  });

  it('is one finding for texts that one check finds escaped, and another one by comparing answers', () => {
    const at = { part: 'body', pointer: '/choices/0/message/content' } as const;
    const escaped = { check: 'text-escaped', code: 'text-escaped', kind: 'wrong-value', title: 'Escaped', at } as const;
    const found = (code: string) =>
      findingsOf([
        { status: 200, also: [escaped] },
        { status: 200, also: [{ check: 'text-altered', code, kind: 'wrong-value', title: 'Altered', at }] },
      ]).findings.map(({ title }) => title);
    expect(found('characters-escaped')).toEqual(['Escaped']);
    expect(found('text-altered')).toEqual(['Escaped', 'Altered']);
  });

  it('is two findings if a schema names two fields alike', () => {
    const missing = { check: 'schema', kind: 'missing-field', code: 'field-missing', title: 'id is missing' } as const;
    const { findings } = findingsOf([
      { status: 200, also: [{ ...missing, at: { part: 'body', pointer: '/id' } }] },
      { status: 200, also: [{ ...missing, at: { part: 'body', pointer: '/choices/0/message/tool_calls/0/id' } }] },
    ]);
    expect(findings).toHaveLength(2);
  });

  it('is one finding for one wrong value, whatever the documented one is', () => {
    const at = { part: 'body', pointer: '/error/type' } as const;
    const type = (status: number, actual: string) =>
      ({
        check: 'error-type',
        kind: 'wrong-value',
        claim: `acme.type-${status}`,
        title: `${status}`,
        at,
        actual,
      }) as const;
    const found = (...values: readonly string[]) =>
      findingsOf(values.map((actual, n) => ({ status: 200, also: [type(400 + n, actual)] }))).findings.length;
    expect([found('"None"', '"None"'), found('"None"', '"oops"')]).toEqual([1, 2]);
  });

  it('is one finding for a field that always has the same value, and two for what two rules show', () => {
    const wrong = {
      kind: 'wrong-value',
      actual: '"stop"',
      at: { part: 'body', pointer: '/choices/0/finish_reason' },
    } as const;
    const found = (...checks: readonly string[]) =>
      findingsOf(checks.map((check) => ({ status: 200, also: [{ ...wrong, check }] }))).findings.map(
        ({ consequences = [] }) => consequences.length,
      );
    expect(found('tool-finish-reason', 'finish-length', 'stop-sequence')).toEqual([2]);
    expect(found('tool-finish-reason', 'finish-length')).toEqual([0, 0]);
  });

  it('is one finding for a missing object and a comparison of its members', () => {
    const missing = { check: 'schema', kind: 'missing-field', code: 'field-missing' } as const;
    const differs = { check: 'streamed-alike', kind: 'inconsistent', code: 'count-differs' } as const;
    const at = (chunk: number, pointer: string) => ({ part: 'chunk', chunk, pointer }) as const;
    const found = (field: string) =>
      findingsOf([
        {
          status: 200,
          also: [
            { ...missing, at: at(5, `/${field}`) },
            { ...differs, at: at(0, '/message/usage/output_tokens') },
          ],
        },
      ]).findings.length;
    expect([found('usage'), found('delta')]).toEqual([1, 2]);
  });

  it('is one finding for members of one object that are null', () => {
    const at = (name: string) => ({ part: 'chunk', chunk: 1, pointer: `/choices/0/delta/${name}` }) as const;
    const isNull = { check: 'schema', kind: 'wrong-type', actual: 'null' } as const;
    const role = { ...isNull, at: at('role'), expected: 'a string' };
    const calls = { ...isNull, at: at('tool_calls'), expected: 'an array' };
    expect(
      findingsOf([
        { status: 200, also: [role, calls] },
        { status: 200, also: [role] },
      ]).findings,
    ).toHaveLength(1);
    expect(
      findingsOf([
        { status: 200, also: [role] },
        { status: 200, also: [calls] },
      ]).findings,
    ).toHaveLength(2);
  });

  it('is one finding for a failed request and the form of its error', () => {
    const bare = { error: 'tools are not supported' };
    const form = { check: 'schema', kind: 'wrong-type', at: { part: 'body', pointer: '/error' } } as const;
    const refused: Sent = { status: 400, about: 'tools', request: { tools: [] }, body: bare, also: [form] };
    const { findings } = findingsOf([{ status: 200 }, refused]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'acceptance', consequences: [{ check: 'schema' }] });
    const other: Sent = { status: 400, about: 'n', mistake: 'out-of-range', body: { error: 'n: 0' }, also: [form] };
    expect(findingsOf([{ status: 200 }, refused, other]).findings).toHaveLength(2);
  });

  it('is one finding of the check that explains the other, with the level of the heavier', () => {
    const leak = { check: 'tool-call-leak', kind: 'leaked', level: 'should' } as const;
    const ignored = { check: 'tool-choice', kind: 'ignored', level: 'must', at: { part: 'stream' } } as const;
    const { findings } = findingsOf([
      { status: 200, also: [leak, ignored] },
      { status: 200, also: [leak] },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'tool-call-leak', level: 'must', cases: { length: 2 } });
    expect(
      findingsOf([
        { status: 200, also: [leak] },
        { status: 200, also: [ignored] },
      ]).findings,
    ).toHaveLength(2);
  });
});
