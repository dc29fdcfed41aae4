import { describe, expect, it } from 'vitest';
import { chatSpec } from '../../../../support/chat-spec.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';

const error = { message: 'Too many requests.', type: 'rate_limit_error' };
const limited = (headers: Readonly<Record<string, string>>): readonly string[] =>
  reportsIn(
    judgeExchange({ status: 429, headers: { 'x-request-id': 'r', ...headers }, body: { error } }, { spec: chatSpec }),
  );

describe('retry-after', () => {
  it.each(['0', '20', 'Fri, 20 Nov 2026 18:00:00 GMT'])('accepts %s', (value) => {
    expect(limited({ 'retry-after': value })).toEqual([]);
  });

  it('reports a missing header', () => {
    expect(limited({})).toEqual(['retry-after missing-header header retry-after']);
  });

  it.each(['soon', '1.5', '-1', '20s', '2026-11-20T18:00:00Z', ''])('reports the invalid value "%s"', (value) => {
    expect(limited({ 'retry-after': value })).toEqual(['retry-after wrong-header header retry-after']);
  });

  it('only minds the syntax where the header is optional', () => {
    const spec = { checks: { 'retry-after': { status: 503, optional: true } } };
    const reported = (headers: Readonly<Record<string, string>>): readonly string[] =>
      reportsIn(judgeExchange({ status: 503, headers, body: { error } }, { spec, case: { expects: 'refused' } }));
    expect(reported({})).toEqual([]);
    expect(reported({ 'retry-after': 'soon' })).toEqual(['retry-after wrong-header header retry-after']);
  });
});

describe('required-header', () => {
  const spec = { checks: { 'required-header': { name: 'X-RateLimit-Limit', on: 'ok', pattern: String.raw`^\d+$` } } };
  const reported = (headers: Readonly<Record<string, string>>): readonly string[] =>
    reportsIn(judgeExchange({ headers }, { spec }));

  it('leaves a documented header alone', () => {
    expect(reported({ 'x-ratelimit-limit': '60' })).toEqual([]);
  });

  it('reports a missing or invalid header', () => {
    expect(reported({})).toEqual(['required-header missing-header header x-ratelimit-limit']);
    expect(reported({ 'x-ratelimit-limit': 'many' })).toEqual([
      'required-header wrong-header header x-ratelimit-limit',
    ]);
  });

  it('is a note for a capture, whose recorder may leave headers out', () => {
    const { divergences } = judgeExchange({ headers: {} }, { spec, case: { origin: 'captured' } });
    expect(divergences.map(({ level }) => level)).toEqual(['note']);
  });

  it('asks it only of the answers that the claim names', () => {
    const result = judgeExchange({ status: 429, body: { error } }, { spec });
    expect(result).toMatchObject({ divergences: [], observed: [] });
  });
});
