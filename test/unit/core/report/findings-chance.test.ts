import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { STANDARD } from '../../../../src/core/report/findings/failure-words.js';
import { errorBody as error, runOf, type Sent } from './sent-run.js';

const SERVER_ERROR = STANDARD.get('intermittent');

/** Twenty kinds of requests that were answered. */
const answered: readonly Sent[] = Array.from({ length: 20 }, (_, n) => ({ status: 200, request: { n } }));

/** The first attempts of some of them, which are not judged: a later attempt succeeded. */
const boom = { status: 500, body: error('boom') };
const firstAttempts = answered.slice(0, 6).map((each) => ({ ...each, ...boom }));

const findingsOf = (sent: readonly Sent[], unjudged: readonly Sent[] = []) => {
  const { results, facts } = runOf([...sent, ...unjudged]);
  return makeFindings(results.slice(0, sent.length), facts).findings;
};

describe('a 5xx that other requests get now and then', () => {
  it('is not blamed on a parameter of a request that gets it each time', () => {
    const name = { ...boom, about: 'name', request: { name: 'a' } };
    expect(findingsOf([...answered, name], [...firstAttempts, name, name])).toMatchObject([
      {
        title: '9 of 29 requests failed with 500 “boom”; requests of the same kind were answered',
        claims: [SERVER_ERROR?.claim],
        untested: ['acme.request.name'],
        source: SERVER_ERROR?.source,
      },
    ]);
  });

  it('is blamed on a parameter of many requests that get it each time', () => {
    const tools = Array.from({ length: 12 }, (_, n) => ({ ...boom, about: 'tools', request: { n, tools: [n] } }));
    expect(
      findingsOf([...answered, ...tools], [...firstAttempts, ...tools, ...tools]).map(({ title }) => title),
    ).toEqual(['Requests with `tools` failed with 500 “boom” (12 of 62 requests)']);
  });

  it('cites the words of the standard', () => {
    const { claims } = parse(readFileSync('specs/standards/http/claims.yaml', 'utf8'));
    for (const { claim, source } of STANDARD.values())
      expect(claims).toContainEqual(expect.objectContaining({ id: claim, quote: source.quote }));
  });
});

describe('a 4xx that requests get although accepted ones have everything that they have', () => {
  const refused = { status: 400, body: error('Bad request') };
  const unexplained = answered.slice(0, 3).map(({ request = {} }) => ({ ...refused, about: 'n', request }));

  it('is not blamed on parameters of single requests, nor on parameters together', () => {
    const together = {
      code: 'refused-together',
      title: '`seed` together with `user` is refused with status 400',
      kind: 'refused',
      at: { part: 'status' },
    } as const;
    const { results, facts } = runOf([
      ...answered,
      ...unexplained,
      { ...refused, about: 'name', request: { name: 'a' } },
      { ...refused, about: 'seed', request: { seed: 1, user: 'u' }, also: [together] },
    ]);
    expect(makeFindings(results, facts).findings.map(({ title }) => title)).toEqual([
      '5 of 25 requests got 400 “Bad request”; requests with the same parameters were accepted',
    ]);
  });

  it('is explained by the size of requests that are larger than every accepted one', () => {
    const messages = [{ role: 'user', content: 'Say hi '.repeat(130) }];
    const large = answered.slice(0, 3).map(({ request }) => ({ ...refused, request: { ...request, messages } }));
    expect(findingsOf([...answered, ...large]).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^3 of 23 requests got 400 “Bad request”: every body of \d+ or more bytes$/u),
    ]);
    const tooLarge = large.map((each) => ({ ...each, status: 413 }));
    expect(findingsOf([...answered, ...tooLarge])[0]?.claims).toEqual([STANDARD.get('size')?.claim]);
  });

  it('cites no parameter if a request that is about none gets it', () => {
    const plain = { ...refused, request: { n: 5 } };
    const name = { ...refused, about: 'name', request: { name: 'a' } };
    expect(findingsOf([...answered, ...unexplained, plain, name])[0]?.claims).toEqual(['acme.request.endpoint']);
  });
});
