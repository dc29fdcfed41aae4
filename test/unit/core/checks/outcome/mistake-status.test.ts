import { describe, expect, it } from 'vitest';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';

const spec = { checks: { 'mistake-status': {} } } as const;
const wrongMethod = { case: { expects: 'refused', mistake: 'wrong-method' }, spec } as const;
const error = (message: string, more: object = {}): object => ({
  error: { message, type: 'server_error', param: null, code: null, ...more },
});
const reports = (status: number, body: object, control: boolean | null = true): readonly string[] =>
  reportsIn(judgeExchange({ status, body }, { ...wrongMethod, controlWorks: control }));

describe('mistake-status', () => {
  it('reports a server error for a mistake whose status no document defines', () => {
    for (const status of [500, 502]) {
      expect(reports(status, error('Internal error'))).toEqual(['mistake-status wrong-status status']);
    }
  });

  it('reports another status that wraps the 4xx of an upstream', () => {
    for (const body of [
      error('upstream returned 400: bad request'),
      error('Error code: 422 - {}'),
      error('x', { code: 400 }),
      error('x', { code: '400' }),
      error('x', { type: 'invalid_request_error' }),
    ]) {
      expect(reports(503, body)).toEqual(['mistake-status wrong-status status']);
    }
  });

  it('leaves a refusal, an outage and a method that is not implemented alone', () => {
    expect(reports(405, error('Method not allowed'))).toEqual([]);
    expect(reports(501, error('Not implemented'))).toEqual([]);
    expect(reports(503, error('Overloaded. Retry in 400 seconds'))).toEqual([]);
    expect(reports(500, error('Internal error'), null)).toEqual([]);
  });

  it('leaves a documented status to the check of refusals', () => {
    const documented = { checks: { 'mistake-status': {} }, mistakes: { 'wrong-method': [405] } };
    const result = judgeExchange({ status: 500, body: error('x') }, { ...wrongMethod, spec: documented });
    expect(reportsIn(result)).toEqual(['refusal wrong-status status']);
  });

  it('leaves valid requests alone', () => {
    expect(reportsIn(judgeExchange({}, { spec }))).toEqual([]);
  });
});
