import { describe, expect, it } from 'vitest';
import { chunk } from '../../../../support/exchange.js';
import { ask } from '../../../../support/faithful.js';
import { makeClaim } from '../../../../support/spec.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';

const refused = { status: 400, body: { error: { message: 'no', type: 'invalid_request_error' } } };

describe('acceptance', () => {
  it('leaves an answer alone', () => {
    const result = judgeExchange({});
    expect(result).toMatchObject({ verdict: 'conforms', divergences: [], inconclusive: null });
    expect(result.observed).toEqual(['acme.feature.endpoint']);
  });

  it('reports a rejection under the claim that the case tests', () => {
    const result = judgeExchange(refused, { case: { about: 'tools' }, spec: { features: ['tools'] } });
    expect(reportsIn(result)).toEqual(['acceptance refused status']);
    expect(result).toMatchObject({
      verdict: 'diverges',
      divergences: [{ claim: 'acme.feature.tools', level: 'must' }],
    });
    expect(result.divergences[0]?.actual).toMatch(/^400 with \{"error"/u);
  });

  it('finds the claim of a request parameter in the request schema', () => {
    const request = { type: 'object', properties: { seed: { type: 'integer', 'x-claim': 'acme.request.seed' } } };
    const result = judgeExchange(refused, { case: { about: 'seed' }, spec: { schemas: { request } } });
    expect(result.divergences[0]?.claim).toBe('acme.request.seed');
  });

  it('prefers the claim that names the case itself', () => {
    const claims = [makeClaim('acme.case', { heldBy: [{ by: 'case', case: 'basic/minimal' }] })];
    expect(judgeExchange(refused, { spec: { claims } }).divergences[0]?.claim).toBe('acme.case');
  });

  it('reports an error inside a 200 if no other check does', () => {
    expect(reportsIn(judgeExchange({ body: { error: { message: 'no' } } }))).toEqual(['acceptance refused status']);
  });

  it('leaves an error in a stream alone if the documents describe it', () => {
    const failed = { request: ask({ stream: true }), sse: [chunk({ content: 'He' }), { error: { message: 'no' } }] };
    const checksOf = (described: boolean): readonly string[] =>
      judgeExchange(failed, { spec: { checks: { 'stream-error': { described } } } }).divergences.map(
        ({ check }) => check,
      );
    expect(checksOf(true)).toEqual(['stream-error']);
    expect(checksOf(false)).toEqual(['stream-error']);
    expect(reportsIn(judgeExchange(failed))).toEqual(['acceptance refused status']);
  });

  it('reports an error inside a 200 only while the control request works', () => {
    for (const failed of [{ body: { error: { message: 'no' } } }, { sse: [chunk({}), { error: { message: 'no' } }] }]) {
      expect(reportsIn(judgeExchange(failed))).toEqual(['acceptance refused status']);
      for (const controlWorks of [false, null]) {
        const result = judgeExchange(failed, { controlWorks });
        expect(result).toMatchObject({ verdict: 'inconclusive', inconclusive: { reason: 'server-error' } });
      }
    }
  });

  it('reports a 5xx or a 401 only while the control request works', () => {
    for (const [status, reason] of [
      [500, 'server-error'],
      [401, 'unauthorized'],
      [403, 'unauthorized'],
    ] as const) {
      const answer = { ...refused, status };
      expect(reportsIn(judgeExchange(answer))).toEqual(['acceptance refused status']);
      for (const controlWorks of [false, null]) {
        const result = judgeExchange(answer, { controlWorks });
        expect(result).toMatchObject({ verdict: 'inconclusive', inconclusive: { reason }, observed: [] });
      }
    }
  });

  it('cannot tell from a 429', () => {
    expect(judgeExchange({ ...refused, status: 429 })).toMatchObject({ inconclusive: { reason: 'rate-limited' } });
  });

  it('lets an open case be refused, not fail', () => {
    const claimed = { type: 'object', 'x-claim': 'acme.body' };
    const open = { case: { expects: 'either' }, spec: { schemas: { response: claimed, error: claimed } } } as const;
    expect(judgeExchange(refused, open).verdict).toBe('conforms');
    expect(judgeExchange({}, open)).toMatchObject({
      verdict: 'conforms',
      observed: ['acme.body', 'acme.feature.endpoint'],
    });
    expect(reportsIn(judgeExchange({ ...refused, status: 502 }, open))).toEqual(['acceptance refused status']);
  });

  it('accepts a list of models, which has no choices', () => {
    const list = {
      method: 'GET',
      url: 'http://127.0.0.1:1/v1/models',
      request: '',
      body: { object: 'list', data: [] },
    };
    expect(judgeExchange(list)).toMatchObject({ verdict: 'conforms' });
  });
});

describe('an acceptance', () => {
  const request = { type: 'object', 'x-claim': 'acme.request', properties: { seed: { 'x-claim': 'acme.seed' } } };
  const claims = [
    makeClaim('acme.case', { heldBy: [{ by: 'case', case: 'basic/minimal' }] }),
    makeClaim('acme.other-case', { heldBy: [{ by: 'case', case: 'basic/other' }] }),
    makeClaim('acme.tools', { heldBy: [{ by: 'feature', feature: 'tools' }] }),
    makeClaim('acme.n', {
      heldBy: [
        { by: 'feature', feature: 'n' },
        { by: 'check', check: 'usage-chunk', with: {} },
      ],
    }),
  ];
  const spec = { claims, schemas: { request } };
  const sent = { request: { model: 'm', messages: [], seed: 1, n: 0.5 } };

  it('meets the claims that the request used, and no other', () => {
    const { observed } = judgeExchange(sent, { spec, case: { needs: ['tools'] } });
    expect(observed.toSorted()).toEqual([
      'acme.case',
      'acme.feature.endpoint',
      'acme.request',
      'acme.seed',
      'acme.tools',
    ]);
  });

  it('meets none if there was none', () => {
    expect(judgeExchange({ ...refused, ...sent }, { spec }).observed).toEqual(['acme.case']);
    expect(
      judgeExchange({ ...refused, ...sent }, { spec, controlWorks: null, case: { expects: 'refused' } }).observed,
    ).toEqual([]);
  });
});
