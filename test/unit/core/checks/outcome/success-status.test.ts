import { describe, expect, it } from 'vitest';
import { completion } from '../../../../support/exchange.js';
import { judgeExchange, toldBy } from '../../../../support/judge-exchange.js';

const spec = { checks: { 'success-status': { status: 200 } } };
const told = (status: number, body: unknown, asked: object = {}): readonly string[] =>
  toldBy(judgeExchange({ status, body }, { spec, case: asked }));

describe('success-status', () => {
  it('leaves the documented status alone', () => {
    expect(told(200, completion())).toEqual([]);
  });

  it('tells another one, with an answer and without', () => {
    expect(told(201, completion())).toEqual(['success-status wrong-status status']);
    expect(told(204, '')).toEqual(['success-status wrong-status status']);
  });

  it('leaves refusals, and wrong requests that were accepted, to other checks', () => {
    expect(told(400, { error: {} })).toEqual(['acceptance refused status']);
    expect(told(201, completion(), { expects: 'refused' })).not.toContain('success-status wrong-status status');
  });
});
