import { describe, expect, it } from 'vitest';
import { makeClaim } from '../../../../support/spec.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';

const wrongKey = {
  case: { expects: 'refused', mistake: 'wrong-key' },
  spec: { mistakes: { 'wrong-key': [401] } },
} as const;
const refused = { status: 401, body: { error: { message: 'no' } } };

describe('refusal', () => {
  it('leaves the documented status alone', () => {
    expect(judgeExchange(refused, wrongKey)).toMatchObject({
      verdict: 'conforms',
      observed: ['acme.mistake.wrong-key'],
    });
  });

  it('reports an acceptance', () => {
    expect(reportsIn(judgeExchange({}, wrongKey))).toEqual(['refusal accepted-invalid status']);
  });

  it('reports an error that comes with 200', () => {
    expect(reportsIn(judgeExchange({ ...refused, status: 200 }, wrongKey))).toEqual(['refusal wrong-status status']);
  });

  it('reports a JSON object with 200 that has no part of an answer as an error with the wrong status', () => {
    const body = { code: 401, msg: 'no key', data: null };
    expect(reportsIn(judgeExchange({ status: 200, body }, wrongKey))).toEqual(['refusal wrong-status status']);
  });

  it('reports another status, and a 5xx only while the control request works', () => {
    for (const status of [422, 500]) {
      const result = judgeExchange({ ...refused, status }, wrongKey);
      expect(reportsIn(result)).toEqual(['refusal wrong-status status']);
      expect(result.divergences[0]?.expected).toBe('a refusal with status 401');
    }
    expect(judgeExchange({ ...refused, status: 500 }, { ...wrongKey, controlWorks: null })).toMatchObject({
      verdict: 'inconclusive',
      inconclusive: { reason: 'server-error' },
    });
  });

  it('reports a 402 that names a parameter or says that the validation failed, and no other 402', () => {
    const outOfRange = {
      case: { expects: 'refused', mistake: 'out-of-range' },
      spec: { mistakes: { 'out-of-range': [400] } },
    } as const;
    const judgeError = (body: object) => judgeExchange({ status: 402, body }, outOfRange);
    const invalid = [
      { error: { message: 'Not in range', type: 'invalid_request_error', param: 'temperature', code: null } },
      { error: { message: 'Validation failed' } },
      { detail: [{ loc: ['body', 'temperature'], msg: 'Not in range', type: 'less_than_equal' }] },
      { error: { message: 'temperature must be between 0 and 2' } },
    ];
    for (const body of invalid) expect(reportsIn(judgeError(body))).toEqual(['refusal wrong-status status']);
    const unclear = [
      { error: { message: 'Insufficient Balance', type: 'unknown_error', param: null, code: 'invalid_request_error' } },
      { error: { message: 'You requested 9 tokens, but can only afford 2', param: 'max_tokens' } },
      { error: { message: '账户余额不足', type: 'invalid_request_error', param: null } },
      { error: { message: 'Refused' } },
    ];
    for (const body of unclear)
      expect(judgeError(body)).toMatchObject({ verdict: 'inconclusive', inconclusive: { reason: 'rate-limited' } });
  });

  it('takes any 4xx where no status is documented', () => {
    const unknownModel = {
      case: { expects: 'refused', mistake: 'unknown-model' },
      spec: { mistakes: { 'unknown-model': [] } },
    } as const;
    expect(judgeExchange({ ...refused, status: 404 }, unknownModel).verdict).toBe('conforms');
    expect(reportsIn(judgeExchange({ ...refused, status: 502 }, unknownModel))).toEqual([
      'refusal wrong-status status',
    ]);
  });

  it('is a note for a captured request, unless the documents state the refusal', () => {
    const captured = { expects: 'refused', mistake: 'out-of-range', origin: 'captured' } as const;
    const levelOf = (level: 'must' | 'should', given: object = captured, status = 200) => {
      const heldBy = [{ by: 'mistake', mistake: 'out-of-range', status: [400] }] as const;
      const claims = [makeClaim('acme.range', { level, heldBy })];
      return judgeExchange({ status }, { case: given, spec: { claims } }).divergences.map((each) => each.level);
    };
    expect(levelOf('should')).toEqual(['note']);
    expect(levelOf('must')).toEqual(['must']);
    // A recorder may have changed the messages.
    expect(levelOf('must', { ...captured, about: 'messages' })).toEqual(['note']);
    expect(levelOf('should', { ...captured, origin: 'derived' })).toEqual(['should']);
    expect(levelOf('should', captured, 502)).toEqual(['should']);
  });

  it('prefers the claim that names the case itself', () => {
    const claims = [makeClaim('acme.case', { heldBy: [{ by: 'case', case: 'basic/minimal' }] })];
    const result = judgeExchange({}, { ...wrongKey, spec: { ...wrongKey.spec, claims } });
    expect(result.divergences).toMatchObject([{ claim: 'acme.case', expected: 'a refusal with status 401' }]);
    expect(judgeExchange(refused, { case: wrongKey.case, spec: { claims } }).observed).toEqual(['acme.case']);
  });

  it('asserts nothing if no document has the mistake refused', () => {
    const silent = { case: wrongKey.case };
    expect(judgeExchange({}, silent)).toMatchObject({ inconclusive: { reason: 'not-observed' }, divergences: [] });
    expect(judgeExchange({ ...refused, status: 502 }, silent)).toMatchObject({
      inconclusive: { reason: 'server-error' },
    });
    const judged = { ...silent, spec: { schemas: { error: { type: 'object', 'x-claim': 'acme.error' } } } };
    expect(judgeExchange(refused, judged)).toMatchObject({ verdict: 'conforms', observed: ['acme.error'] });
  });
});
