import { describe, expect, it } from 'vitest';
import { describeConsequences } from '../../../../src/core/report/describe-consequences.js';
import { findingsOf, type Sent, titles } from './sent-run.js';

describe('parameters without an effect', () => {
  const ignoring = (name: string): Sent => ({
    about: name,
    request: { [name]: 2 },
    status: 200,
    also: [
      {
        check: `${name}-check`,
        kind: 'ignored',
        level: 'must',
        claim: `acme.request.${name}`,
        title: `The answer ignores ${name}`,
        at: { part: 'body', pointer: `/${name}` },
        source: { title: 'Acme API', url: 'https://acme.example', quote: `${name} does it` },
      },
    ],
  });

  it('are one finding if they are many, with the words of each', () => {
    const [finding, ...others] = findingsOf(['n', 'seed', 'stop', 'logprobs'].map(ignoring));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      title: '4 parameters have no effect: `n`, `seed`, `stop` and `logprobs`',
      claims: ['acme.request.n', 'acme.request.seed', 'acme.request.stop', 'acme.request.logprobs'],
      source: { quote: 'n does it' },
    });
    expect(finding && describeConsequences(finding).map(({ words, source }) => [words, source?.quote])).toEqual([
      ['The answer ignores seed', 'seed does it'],
      ['The answer ignores stop', 'stop does it'],
      ['The answer ignores logprobs', 'logprobs does it'],
    ]);
    // A single further name takes no more room than a count.
    expect(titles([...'abcdef'].map(ignoring))[0]).toMatch(/`e` and `f`$/u);
    expect(titles([...'abcdefg'].map(ignoring))[0]).toMatch(/`e` and 2 more parameters$/u);
  });

  it('are the limit if it is exceeded, also in a stream', () => {
    const exceeded: Sent = {
      request: { stream: true, max_tokens: 5 },
      status: 200,
      also: [
        {
          check: 'max-tokens',
          code: 'limit-exceeded',
          kind: 'out-of-range',
          level: 'must',
          claim: 'acme.request.max_tokens',
          at: { part: 'chunk', chunk: 1, pointer: '/text' },
        },
      ],
    };
    const [title] = titles([...['n', 'seed', 'stop', 'logprobs'].map(ignoring), exceeded]);
    expect(title).toMatch(/^5 parameters/u);
    expect(title).toContain('`max_tokens`');
  });

  it('have a finding each if they are few', () => {
    expect(findingsOf(['n', 'seed', 'stop'].map(ignoring))).toHaveLength(3);
  });

  it('explain that wrong values of parameters are accepted, but not wrong messages', () => {
    const many = ['n', 'seed', 'stop', 'logprobs'].map(ignoring);
    const wrong = (about: string, value: unknown): Sent => ({
      about,
      request: { [about]: value } as never,
      status: 200,
      mistake: 'out-of-range',
    });
    expect(findingsOf([...many, wrong('top_p', 7)])).toHaveLength(1);
    expect(findingsOf([...many, wrong('messages', [])])).toHaveLength(2);
  });
});
