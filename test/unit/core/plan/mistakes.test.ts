import { describe, expect, it } from 'vitest';
import { makeClaim } from '../../../support/spec.js';
import { caseYaml, plan, spec, suite } from './made-up.js';

const withMistake = (mistake: string, more = ''): ReturnType<typeof suite>[] => [
  suite(`cases:\n${caseYaml('c', more)}    mistake: ${mistake}\n`, 'errors'),
];

describe('a case with a mistake', () => {
  it('is left out where the documents neither have it refused nor show an error', () => {
    const made = plan({ specs: [spec('a')], suites: withMistake('wrong-key') });
    expect(made.omitted).toEqual([{ case: 'errors/c', spec: 'a', needs: 'errors' }]);
  });

  it('is sent if a claim says it is rejected, or errors are documented', () => {
    const suites = withMistake('wrong-key');
    const claimed = spec('a', {}, { mistakes: { 'wrong-key': [401] } });
    const shown = spec('b', {}, { features: ['errors'] });
    const [only] = plan({ specs: [claimed, shown], suites }).cases;
    expect(only).toMatchObject({ expects: 'refused', mistake: 'wrong-key', specs: ['a', 'b'] });
  });

  it('is left open where the schema could forbid it and does not', () => {
    const suites = withMistake('out-of-range', ', n: 999');
    const errors = { features: ['errors'] };
    const made = plan({
      specs: [
        spec('strict', { n: { type: 'integer', maximum: 4 } }, errors),
        spec('open', { n: { type: 'integer' } }, errors),
      ],
      suites,
    });
    expect(made.cases.map(({ specs, expects, mistake }) => [specs, expects, mistake])).toEqual([
      [['strict'], 'refused', 'out-of-range'],
      [['open'], 'either', null],
    ]);
  });

  it('is none to leave open where a claim names the case', () => {
    const claim = makeClaim('a.n', { heldBy: [{ by: 'case', case: 'errors/c' }] });
    const open = spec('a', { n: { type: 'integer' } }, { features: ['errors'], claims: [claim] });
    const [only] = plan({ specs: [open], suites: withMistake('out-of-range', ', n: 999') }).cases;
    expect(only).toMatchObject({ expects: 'refused', mistake: 'out-of-range' });
  });

  it('may be a body that is no JSON', () => {
    const suites = [
      suite(
        `cases:\n  - {id: c, title: T, asks: A., about: endpoint, mistake: malformed-json, rawBody: '{', auth: malformed}\n`,
        'errors',
      ),
    ];
    const [only] = plan({ specs: [spec('a', {}, { features: ['errors'] })], suites }).cases;
    expect(only).toMatchObject({ maxTokens: 0, steps: [{ rawBody: '{', auth: { kind: 'malformed', scheme: null } }] });
    expect(only?.steps[0]).not.toHaveProperty('body');
  });
});
