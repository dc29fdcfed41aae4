import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/model/json.js';
import { plan, spec, suite } from './made-up.js';

const derived = (rules = '{}'): ReturnType<typeof suite>[] => [
  suite(
    `cases: []\nderive:\n  from: parameters\n  limit: 16\n  request: {messages: [{role: user, content: Hi}]}\n  parameters: ${rules}\n`,
    'penalties',
  ),
];

/** What is derived from one parameter: the last part of each id, its value and what is expected. */
function values(name: string, schema: JsonObject, rules?: string, features = ['errors']): unknown {
  const made = plan({ specs: [spec('a', { [name]: schema }, { features })], suites: derived(rules) });
  return made.cases.map(({ id, steps, expects, mistake }) => [
    id.replace(`penalties/${name}.`, ''),
    steps[0]?.body?.[name],
    mistake ?? expects,
  ]);
}

describe('cases from a parameter', () => {
  it('are both bounds, a middle and what lies outside of a number', () => {
    expect(values('temperature', { type: 'number', minimum: 0, maximum: 2 })).toEqual([
      ['min', 0, 'accepted'],
      ['middle', 1, 'accepted'],
      ['max', 2, 'accepted'],
      ['below-range', -0.5, 'out-of-range'],
      ['above-range', 2.5, 'out-of-range'],
      ['wrong-type', 'two', 'wrong-type'],
    ]);
  });

  it('have a middle that is not zero, and whole for integers', () => {
    expect(values('presence_penalty', { type: 'number', minimum: -2, maximum: 2 })).toContainEqual([
      'middle',
      1,
      'accepted',
    ]);
    expect(values('n', { type: 'integer', minimum: 1, maximum: 4 })).toEqual([
      ['min', 1, 'accepted'],
      ['middle', 2, 'accepted'],
      ['max', 4, 'accepted'],
      ['below-range', 0, 'out-of-range'],
      ['above-range', 5, 'out-of-range'],
      ['wrong-type', 'two', 'wrong-type'],
    ]);
  });

  it('have an exclusive bound for what lies outside', () => {
    expect(values('top_p', { type: 'number', exclusiveMinimum: 0, maximum: 1 })).toEqual([
      ['middle', 0.5, 'accepted'],
      ['max', 1, 'accepted'],
      ['below-range', 0, 'out-of-range'],
      ['above-range', 1.5, 'out-of-range'],
      ['wrong-type', 'two', 'wrong-type'],
    ]);
  });

  it('have no bound that JSON cannot carry exactly', () => {
    expect(values('seed', { type: 'integer', minimum: -(2 ** 63), maximum: 2 ** 63 })).toEqual([
      ['middle', 1, 'accepted'],
      ['wrong-type', 'two', 'wrong-type'],
    ]);
  });

  it('are every listed value, and one that is not listed', () => {
    expect(values('effort', { type: ['string', 'null'], enum: ['low', 'high', null] })).toEqual([
      ['low', 'low', 'accepted'],
      ['high', 'high', 'accepted'],
      ['unknown-value', 'no-such-value', 'unknown-value'],
      ['wrong-type', 42, 'wrong-type'],
      ['null', null, 'accepted'],
    ]);
  });

  it('are both booleans, and a text for a text', () => {
    expect(values('logprobs', { type: 'boolean' })).toEqual([
      ['true', true, 'accepted'],
      ['false', false, 'accepted'],
      ['wrong-type', 'two', 'wrong-type'],
    ]);
    expect(values('user', { type: 'string' })).toEqual([
      ['string', 'conformance', 'accepted'],
      ['wrong-type', 42, 'wrong-type'],
    ]);
  });

  it('are found behind branches', () => {
    expect(values('top_p', { anyOf: [{ allOf: [{ type: 'number', minimum: 0 }] }, { type: 'null' }] })).toEqual([
      ['min', 0, 'accepted'],
      ['middle', 1, 'accepted'],
      ['below-range', -0.5, 'out-of-range'],
      ['wrong-type', 'two', 'wrong-type'],
      ['null', null, 'accepted'],
    ]);
  });

  it('are no mistakes where the documents promise no refusal and show no error', () => {
    expect(values('logprobs', { type: 'boolean' }, '{}', [])).toEqual([
      ['true', true, 'accepted'],
      ['false', false, 'accepted'],
    ]);
  });

  it('are none of the wrong type where any type is documented', () => {
    expect(values('extra', {})).toEqual([]);
  });
});

describe('a rule', () => {
  it('gives values, probes and reasons to leave out', () => {
    const rules = '{n: {values: {middle: 3}, probes: {zero: 0, ten: 10}, omit: {max: too dear}}}';
    const made = plan({
      specs: [spec('a', { n: { type: 'integer', minimum: 1, maximum: 128 } })],
      suites: derived(rules),
    });
    expect(made.cases.map(({ id, steps, expects }) => [id, steps[0]?.body?.['n'], expects])).toEqual([
      ['penalties/n.min', 1, 'accepted'],
      ['penalties/n.middle', 3, 'accepted'],
      ['penalties/n.ten', 10, 'either'],
    ]);
    expect(made.omitted).toContainEqual({ case: 'penalties/n.max', spec: 'a', needs: 'too dear' });
    expect(made.omitted).toContainEqual({ case: 'penalties/n.above-range', spec: 'a', needs: 'errors' });
  });

  it('gives no value that the documents forbid', () => {
    const made = plan({
      specs: [spec('a', { top_k: { type: 'integer', maximum: 10 } })],
      suites: derived('{top_k: {values: {middle: 40}}}'),
    });
    expect(made.cases.map(({ id }) => id)).toEqual(['penalties/top_k.max']);
    expect(made.omitted[0]).toEqual({ case: 'penalties/top_k.middle', spec: 'a', needs: 'documents that allow 40' });
  });

  it('leaves accepted values to the written cases', () => {
    expect(values('stop', { type: ['string', 'array'] }, '{stop: {written: true}}')).toEqual([
      ['wrong-type', 42, 'wrong-type'],
    ]);
  });

  it('adds other parameters if they are documented', () => {
    const rules = '{top_logprobs: {with: {logprobs: true}}}';
    const schema = { top_logprobs: { type: 'integer', minimum: 0 } };
    const lacking = plan({ specs: [spec('a', schema)], suites: derived(rules) });
    expect(lacking).toMatchObject({ cases: [], omitted: [{ case: 'penalties/top_logprobs.*', needs: 'logprobs' }] });
    const complete = plan({ specs: [spec('a', { ...schema, logprobs: { type: 'boolean' } })], suites: derived(rules) });
    expect(complete.cases[0]?.steps[0]?.body).toMatchObject({ logprobs: true, top_logprobs: 0 });
  });

  it('leaves open what the documents tie to some models, unless a claim promises it', () => {
    const schema = { type: 'string', enum: ['low'] };
    const rules = '{effort: {someModels: true}}';
    expect(values('effort', schema, rules)).toEqual([
      ['low', 'low', 'either'],
      ['unknown-value', 'no-such-value', 'either'],
      ['wrong-type', 42, 'either'],
    ]);
    expect(values('effort', schema, rules, ['errors', 'effort'])).toEqual([
      ['low', 'low', 'accepted'],
      ['unknown-value', 'no-such-value', 'unknown-value'],
      ['wrong-type', 42, 'wrong-type'],
    ]);
  });

  it('leaves out what is open with its reason, only where it is open', () => {
    const schema = { type: 'string', enum: ['low', 'high'] };
    const rules = '{effort: {someModels: true, omitOpen: {high: too dear}}}';
    const plannedWith = (features: readonly string[]): readonly string[] =>
      plan({ specs: [spec('a', { effort: schema }, { features: [...features] })], suites: derived(rules) }).cases.map(
        ({ id }) => id,
      );
    expect(plannedWith(['errors'])).not.toContain('penalties/effort.high');
    expect(plannedWith(['errors', 'effort'])).toContain('penalties/effort.high');
  });

  it('marks the accepted values that may be joined with others', () => {
    const made = plan({
      specs: [spec('a', { top_p: { type: 'number', minimum: 0, maximum: 1 } }, { features: ['errors'] })],
      suites: derived('{top_p: {joins: [min, max, above-range]}}'),
    });
    expect(made.cases.filter(({ joins }) => joins === true).map(({ id }) => id)).toEqual([
      'penalties/top_p.min',
      'penalties/top_p.max',
    ]);
  });

  it('shows what is skipped, and undocumented parameters', () => {
    const made = plan({
      specs: [spec('a', { audio: { type: 'object' } })],
      suites: derived('{audio: {skip: a voice}, top_k: {}}'),
    });
    expect(made).toEqual({
      cases: [],
      omitted: [
        { case: 'penalties/audio.*', spec: 'a', needs: 'a voice' },
        { case: 'penalties/top_k.*', spec: 'a', needs: 'top_k' },
      ],
    });
  });
});
