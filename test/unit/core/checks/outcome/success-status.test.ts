import { describe, expect, it } from 'vitest';
import { completion } from '../../../../support/exchange.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';

const spec = { checks: { 'success-status': { status: 200 } } };
const reported = (status: number, body: unknown, testCase: object = {}): readonly string[] =>
  reportsIn(judgeExchange({ status, body }, { spec, case: testCase }));

describe('success-status', () => {
  it('leaves the documented status alone', () => {
    expect(reported(200, completion())).toEqual([]);
  });

  it('reports another status, with or without an answer', () => {
    expect(reported(201, completion())).toEqual(['success-status wrong-status status']);
    expect(reported(204, '')).toEqual(['success-status wrong-status status']);
  });

  it('leaves refusals, and wrong requests that were accepted, to other checks', () => {
    expect(reported(400, { error: {} })).toEqual(['acceptance refused status']);
    expect(reported(201, completion(), { expects: 'refused' })).not.toContain('success-status wrong-status status');
  });
});
