import { describe, expect, it } from 'vitest';
import { caseYaml, plan, spec, suite } from './made-up.js';
import { makePlan } from '../../../../src/core/plan/make-plan.js';

const from = (source: string, id: string): ReturnType<typeof suite>[] => [
  suite(`cases: []\nderive:\n  from: ${source}\n  request: {messages: [{role: user, content: Hi}]}\n`, id),
];
const errors = { features: ['errors'] };

describe('cases from required parameters', () => {
  it('leave each of them out', () => {
    const made = plan({ specs: [spec('a', {}, errors)], suites: from('required', 'errors') });
    expect(made.cases.map(({ id, about, mistake, steps }) => [id, about, mistake, steps[0]?.body])).toEqual([
      ['errors/model.missing', 'model', 'missing-field', { messages: [{ role: 'user', content: 'Hi' }] }],
      ['errors/messages.missing', 'messages', 'missing-field', { model: 'm-1' }],
    ]);
  });

  it('are as few as the documents require', () => {
    const one = spec('a', {}, { ...errors, required: ['messages'] });
    expect(plan({ specs: [one], suites: from('required', 'errors') }).cases.map(({ id }) => id)).toEqual([
      'errors/messages.missing',
    ]);
  });

  it('must not have the id of a written one', () => {
    const both = suite(
      `cases:\n${caseYaml('model.missing')}derive:\n  from: required\n  request: {messages: []}\n`,
      'errors',
    );
    expect(makePlan({ specs: [spec('a', {}, errors)], suites: [both], model: 'm-1' })).toMatchObject({
      errors: [{ file: 'errors.yaml', reason: 'errors/model.missing is written and derived.' }],
    });
  });
});

describe('cases from auth schemes', () => {
  const bearer = { id: 'bearer', header: 'authorization', prefix: 'Bearer ', headers: {}, claim: 'a.x' };
  const plain = { id: 'anthropic', header: 'x-api-key', prefix: '', headers: {}, claim: 'a.y' };
  const ids = (auth: (typeof bearer)[], features: string[]): unknown =>
    plan({ specs: [{ ...spec('a', {}, { features }), auth }], suites: from('auth', 'auth') }).cases.map(
      ({ id, about, expects, steps }) => [id, about, expects, steps[0]?.auth],
    );

  it('are the key and a wrong key for each, and a probe of another header', () => {
    expect(ids([bearer], ['errors'])).toEqual([
      ['auth/bearer.accepted', 'auth.bearer', 'accepted', { kind: 'valid', scheme: 'bearer' }],
      ['auth/bearer.wrong-key', 'auth.bearer', 'refused', { kind: 'wrong', scheme: 'bearer' }],
      ['auth/bearer.lower-case', 'auth.scheme-case', 'either', { kind: 'lower-case', scheme: 'bearer' }],
      ['auth/foreign-header', 'endpoint', 'either', { kind: 'foreign', scheme: null }],
    ]);
  });

  it('probe no header that is documented, and change the case of no scheme without letters', () => {
    expect(ids([plain], [])).toEqual([
      ['auth/anthropic.accepted', 'auth.anthropic', 'accepted', { kind: 'valid', scheme: 'anthropic' }],
      ['auth/foreign-header', 'endpoint', 'either', { kind: 'foreign', scheme: null }],
    ]);
    expect(ids([plain, bearer], [])).not.toContainEqual(expect.arrayContaining(['auth/foreign-header']));
  });

  it('expect a scheme in lower case to be accepted where a claim says so', () => {
    expect(ids([bearer], ['auth.scheme-case'])).toContainEqual([
      'auth/bearer.lower-case',
      'auth.scheme-case',
      'accepted',
      { kind: 'lower-case', scheme: 'bearer' },
    ]);
  });
});
