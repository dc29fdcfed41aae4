import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { errorBody as error, runOf, type Sent } from './sent-run.js';

const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts);
};
describe('failed requests', () => {
  it('blame no parameter where the plain request gets the same error', () => {
    const body = error('Stream must be set to true', 'stream');
    const { findings, results } = findingsOf([
      { status: 400, body },
      { status: 400, body, about: 'temperature', request: { temperature: 1 } },
      { status: 400, body, about: 'tools', request: { tools: [] } },
      { status: 400, body, about: 'stream', request: { stream: false } },
      { status: 200, about: 'stream', request: { stream: true } },
    ]);
    expect(findings.map(({ title, claims, untested }) => ({ title, claims, untested }))).toEqual([
      {
        title: '4 of 5 requests got 400 “Stream must be set to true”: every request without `stream: true`',
        claims: ['acme.request.stream'],
        untested: ['acme.request.endpoint', 'acme.request.temperature', 'acme.request.tools'],
      },
    ]);
    expect(results[1]?.divergences[0]?.claim).toBe('acme.request.stream');
    expect(results[1]?.observed).toEqual([]);
  });

  it('blame the parameter that they have in common', () => {
    const body = error('tools are not supported');
    const { findings } = findingsOf([
      { status: 200, request: { max_tokens: 9 } },
      { status: 200 },
      { status: 400, body, about: 'tools', request: { max_tokens: 9, tools: [] } },
      { status: 400, body, about: 'tool_choice', request: { max_tokens: 9, tools: [], tool_choice: 'auto' } },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      title: 'Requests with `tools` got 400 “tools are not supported” (2 of 4 requests)',
      claims: ['acme.request.tools'],
      untested: ['acme.request.tool_choice'],
    });
  });

  it('name no way to present the key as if it were a parameter', () => {
    const { findings } = findingsOf([
      { status: 401, body: error('No key') },
      { status: 401, body: error('No key'), about: 'n', request: { n: 2 } },
      { status: 200, auth: 'foreign' },
    ]);
    expect(findings.map(({ title }) => title)).toEqual(['2 of 3 requests got 401 “No key”; the plain request too']);
  });

  it('name the value that the failed requests share', () => {
    const { findings } = findingsOf([
      { status: 200, request: { temperature: 1 } },
      { status: 400, body: error('Bad request'), about: 'temperature', request: { temperature: null } },
    ]);
    expect(findings.map(({ title }) => title)).toEqual([
      'Requests with `temperature: null` got 400 “Bad request” (1 of 2 requests)',
    ]);
  });

  it('stay two where two parameters are refused in the same words', () => {
    const body = error('Bad request');
    const { findings } = findingsOf([
      { status: 200 },
      { status: 400, body, about: 'n', request: { n: 2 } },
      { status: 400, body, about: 'seed', request: { seed: 1 } },
    ]);
    expect(findings.map(({ claims }) => claims.join())).toEqual(['acme.request.n', 'acme.request.seed']);
  });

  it('are one where many parameters are refused in the same words', () => {
    const body = error('Unsupported parameter');
    const names = ['n', 'seed', 'stop', 'logprobs'];
    const refused = names.map((about): Sent => ({ status: 400, body, about, request: { [about]: 1 } }));
    const { findings } = findingsOf([{ status: 200 }, ...refused]);
    expect(findings.map(({ title }) => title)).toEqual([
      'Requests with `logprobs`, `n`, `seed` or `stop` got 400 “Unsupported parameter” (4 of 5 requests)',
    ]);
    expect(findings[0]?.claims).toHaveLength(4);
  });

  it('do not blame a parameter that accepted requests have', () => {
    const body = error('Something went wrong');
    const { findings } = findingsOf([
      { status: 200, request: { max_tokens: 9 } },
      { status: 200 },
      { status: 500, body, about: 'stream', request: { max_tokens: 9, stream: true } },
      { status: 500, body, about: 'seed', request: { max_tokens: 9, seed: 1 } },
    ]);
    expect(findings.map(({ claims }) => claims.join()).toSorted()).toEqual([
      'acme.request.seed',
      'acme.request.stream',
    ]);
  });

  it('are one whatever ids, numbers and times the error carries', () => {
    const at = (id: string): unknown => error(`Overloaded, request ${id} at 2026-01-01T00:00:00Z`);
    const { findings } = findingsOf([
      { status: 400, body: at('req_8fJ2kd93kfLs'), about: 'a', request: { tools: [], a: 1 } },
      { status: 400, body: at('req_93kfLs8fJ2kd'), about: 'tools', request: { tools: [] } },
      { status: 200 },
    ]);
    expect(findings).toHaveLength(1);
  });

  it('with a 5xx to some requests of one kind are one finding about availability', () => {
    const body = '<html><title>502 Bad Gateway</title></html>';
    const page = {
      check: 'media-type',
      kind: 'wrong-media-type',
      level: 'must',
      at: { part: 'header', name: 'content-type' },
    } as const;
    const { findings } = findingsOf([
      { status: 200 },
      { status: 502, body, also: [page] },
      { status: 502, body, about: 'n', request: { n: 2 }, also: [page] },
      { status: 200, about: 'n', request: { n: 2, tools: [] } },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      title: '2 of 4 requests failed with 502 “502 Bad Gateway”; requests of the same kind were answered',
      claims: ['acme.request.endpoint'],
      untested: ['acme.request.n'],
      consequences: [{ check: 'media-type' }],
    });
  });

  it('with mistakes are one finding for each status', () => {
    const wrong = (status: number, about: string): Sent => ({
      status,
      about,
      mistake: 'out-of-range',
      body: error(`bad ${about}`),
    });
    const { findings } = findingsOf([wrong(422, 'n'), wrong(422, 'top_p'), wrong(500, 'seed')]);
    expect(findings.map(({ title }) => title)).toEqual([
      '2 requests with an invalid body got 422; documented: 400',
      'A value out of range failed with 500; documented: 400',
    ]);
  });
});

describe('failures of one operation', () => {
  it('name it if requests for others were accepted', () => {
    const { results, facts } = runOf([
      { status: 200 },
      { status: 404, body: error('no such route') },
      { status: 404, body: error('no such route'), about: 'tools', request: { tools: [] } },
    ]);
    const exchanges = new Map(
      [...facts.exchanges].map(([id, each]) => {
        const operation = id === 0 ? 'operation POST /v1/messages' : 'operation POST /v1/messages/count_tokens';
        const features = [...each.features].filter((feature) => !feature.startsWith('operation '));
        return [id, { ...each, features: new Set([operation, ...features]) }];
      }),
    );
    const { findings } = makeFindings(results, { ...facts, exchanges });
    expect(findings.map(({ title }) => title)).toEqual(['POST /v1/messages/count_tokens got 404 “no such route”']);
  });
});

describe('wrong requests that were accepted', () => {
  it('are one finding for each part of a server that overlooks them', () => {
    const { findings } = findingsOf([
      {
        status: 200,
        about: 'temperature',
        mistake: 'out-of-range',
        request: { temperature: 2.5 },
        documented: 'maximum 2',
      },
      { status: 200, about: 'n', mistake: 'out-of-range', request: { n: 0 } },
      { status: 200, about: 'auth', mistake: 'wrong-key' },
    ]);
    expect(findings.map(({ title }) => title)).toEqual([
      '`temperature: 2.5` (documented maximum 2) was accepted, as was `n: 0`',
      'A wrong key was accepted',
    ]);
  });
});

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

  it('is a separate finding if it occurs without the other', () => {
    const inner = { check: 'sum', at: at('/usage/total_tokens') };
    const { findings } = findingsOf([
      { status: 200, also: [{ at: at('/usage'), level: 'must' }, inner] },
      { status: 200, also: [inner] },
    ]);
    expect(findings).toHaveLength(2);
  });
});
