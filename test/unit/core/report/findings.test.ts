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

  it('blame two parameters that are accepted alone, and not the token limit of one request', () => {
    const { findings } = findingsOf([
      { status: 200, request: { max_tokens: 9, n: 2 } },
      { status: 200, request: { max_tokens: 9, stream: true } },
      { status: 200 },
      { status: 400, body: error('Not so'), about: 'n', request: { max_tokens: 60, n: 2, stream: true } },
    ]);
    expect(findings.map(({ title }) => title)).toEqual([
      'Requests with `n` together with `stream` got 400 “Not so” (1 of 4 requests)',
    ]);
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
    const short = (id: string): unknown => ({ ...Object(error('Not supported')), request_id: id });
    const sent = ['req_ab', 'req_cd'].map((id, a) => ({ status: 400, body: short(id), about: 'a', request: { a } }));
    expect(findingsOf([...sent, { status: 200 }]).findings).toHaveLength(1);
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
      claims: ['http.status.server-error'],
      untested: ['acme.request.endpoint', 'acme.request.n'],
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

  it('show first a mistake whose words carry the level of the finding', () => {
    const { findings } = findingsOf([
      {
        status: 200,
        level: 'should',
        about: 'temperature',
        mistake: 'out-of-range',
        request: { temperature: 2.5 },
        documented: 'maximum 2',
      },
      {
        status: 200,
        about: 'top_logprobs',
        mistake: 'missing-field',
        request: { top_logprobs: 2 },
        documented: 'only with logprobs: true',
      },
    ]);
    expect(findings).toMatchObject([
      {
        level: 'must',
        title:
          '`top_logprobs: 2` (documented only with logprobs: true) was accepted, as was `temperature: 2.5` (documented maximum 2)',
        claims: ['acme.request.top_logprobs', 'acme.request.temperature'],
      },
    ]);
  });
});
