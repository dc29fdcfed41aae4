import { describe, expect, it } from 'vitest';
import { caseYaml, plan, spec, suite } from './made-up.js';

const limit = { max_tokens: { type: 'integer' } };
const suites = [suite(`cases:\n${caseYaml('c', '    limit: 7\n')}`)];
const shape = (made: ReturnType<typeof plan>): unknown =>
  made.cases.map(({ id, specs, steps }) => [id, specs, steps[0]?.body?.['max_tokens']]);

const upTo = (id: string, maximum: number): ReturnType<typeof spec> =>
  spec(id, { temperature: { type: 'number', minimum: 0, maximum } });

describe('several specs', () => {
  it('judge one exchange where all document the request', () => {
    expect(shape(plan({ specs: [spec('a', limit), spec('b', limit)], suites }))).toEqual([['basic/c', ['a', 'b'], 7]]);
  });

  it('take the limit of the first, and its absence', () => {
    expect(shape(plan({ specs: [spec('a'), spec('b', limit)], suites }))).toEqual([['basic/c', ['a', 'b'], undefined]]);
  });

  it('get a separate exchange if they do not document a parameter of the first', () => {
    expect(shape(plan({ specs: [spec('a', limit), spec('b')], suites }))).toEqual([
      ['basic/c', ['a'], 7],
      ['basic/c', ['b'], undefined],
    ]);
  });

  it('get a separate exchange if their schema rejects that of the first', () => {
    const short = { max_tokens: { type: 'string' }, max_completion_tokens: { type: 'integer' } };
    const other = spec('b', short);
    const { max_tokens: _, ...rest } = (other.schemas.request?.['properties'] ?? {}) as Record<string, object>;
    const only = { ...other, schemas: { request: { ...other.schemas.request, properties: rest } } };
    const made = plan({ specs: [spec('a', limit), only as typeof other], suites });
    expect(made.cases.map(({ specs }) => specs)).toEqual([['a'], ['b']]);
    expect(made.cases[1]?.steps[0]?.body).toHaveProperty('max_completion_tokens', 7);
  });

  it('share what is left open even where they do not document a parameter', () => {
    const open = [suite(`cases:\n${caseYaml('c', ', surprise: 1')}    limit: 7\n    expects: either\n`)];
    expect(shape(plan({ specs: [spec('a', limit), spec('b')], suites: open }))).toEqual([['basic/c', ['a', 'b'], 7]]);
  });

  it('get a separate exchange if they present the key in another way', () => {
    const other = { ...spec('b'), auth: [{ id: 'k', header: 'x-api-key', prefix: '', headers: {}, claim: 'b.x' }] };
    expect(plan({ specs: [spec('a'), other], suites }).cases.map(({ specs }) => specs)).toEqual([['a'], ['b']]);
  });

  it('are left out one by one', () => {
    const tools = [suite(`cases:\n${caseYaml('c', ', tools: []')}`)];
    const made = plan({ specs: [spec('a'), spec('b', { tools: { type: 'array' } })], suites: tools });
    expect(made.cases.map(({ specs }) => specs)).toEqual([['b']]);
    expect(made.omitted).toEqual([{ case: 'basic/c', spec: 'a', needs: 'tools' }]);
  });

  it('share what was derived for each, where only the limit differs', () => {
    const derived = [suite(`cases: []\nderive:\n  from: required\n  limit: 7\n  request: {messages: []}\n`, 'errors')];
    const errors = { features: ['errors'] };
    const made = plan({ specs: [spec('a', {}, errors), spec('b', limit, errors)], suites: derived });
    expect(made.cases.map(({ id, specs }) => `${id} ${specs.join()}`)).toEqual([
      'errors/model.missing a,b',
      'errors/messages.missing a,b',
    ]);
  });

  it('merge derived cases that are the same, and part those that differ', () => {
    const derived = [
      suite(
        `cases: []\nderive:\n  from: parameters\n  request: {messages: [{role: user, content: Hi}]}\n`,
        'penalties',
      ),
    ];
    const made = plan({ specs: [upTo('a', 2), upTo('b', 2), upTo('c', 1)], suites: derived });
    expect(made.cases.map(({ id, specs }) => `${id} ${specs.join()}`)).toEqual([
      'penalties/temperature.min a,b,c',
      'penalties/temperature.middle a,b',
      'penalties/temperature.middle c',
      'penalties/temperature.max a,b',
      'penalties/temperature.max c',
    ]);
  });
});
