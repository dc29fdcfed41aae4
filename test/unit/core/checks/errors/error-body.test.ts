import { describe, expect, it } from 'vitest';
import { errorType } from '../../../../../src/core/checks/errors/error-type.js';
import { keyMarker } from '../../../../../src/core/model/key-marker.js';
import { reportsOf } from '../../../../support/check.js';
import { chatSpec } from '../../../../support/chat-spec.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';
import type { ExchangeParts } from '../../../../support/exchange.js';

const headers = { 'x-request-id': 'r-1', 'retry-after': '3' };
const spec = { ...chatSpec, mistakes: { 'wrong-key': [401] } };
const wrongKey = { expects: 'refused', mistake: 'wrong-key' } as const;

/** Reports for an error with this member, to a request with a wrong key. */
function reportsFor(error: unknown, more: ExchangeParts = {}): readonly string[] {
  return reportsIn(judgeExchange({ status: 401, headers, body: { error }, ...more }, { spec, case: wrongKey }));
}

const faithful = { message: 'That key is not known.', type: 'authentication_error', code: null };

describe('error-type', () => {
  it('leaves the documented type alone', () => {
    expect(reportsFor(faithful)).toEqual([]);
  });

  it('reports another type', () => {
    expect(reportsFor({ ...faithful, type: 'invalid_request_error' })).toEqual([
      'error-type wrong-value body/error/type',
    ]);
  });

  it('does not repeat what the schema check reports', () => {
    expect(reportsFor({ message: 'no' })).toEqual(['schema missing-field body/error/type']);
    expect(reportsFor({ ...faithful, type: null })).toEqual(['schema wrong-type body/error/type']);
    expect(reportsFor('Not Found')).toEqual(['schema wrong-type body/error']);
    expect(reportsFor(faithful, { body: [{ error: faithful }] })).toEqual(['schema wrong-type body']);
    expect(reportsFor(faithful, { body: { detail: 'Not Found' } })).toEqual([
      'schema missing-field body/error',
      'undocumented-field undocumented-field body/detail',
    ]);
  });

  it('holds only the status that it is about', () => {
    expect(reportsFor({ ...faithful, type: 'invalid_request_error' }, { status: 400 })).toEqual([
      'refusal wrong-status status',
    ]);
  });
});

describe('error-type of flat errors', () => {
  const given = { status: 401, type: 'authentication_error', pointer: '/type' };
  const flat = { object: 'error', message: 'No.', code: '1500', param: null };

  it('reads the type where the claim says that it is', () => {
    const right = { status: 401, body: { ...flat, type: 'authentication_error' } };
    const wrong = { status: 401, body: { ...flat, type: 'server_error' } };
    expect(reportsOf(errorType, right, given)).toEqual([]);
    expect(reportsOf(errorType, wrong, given)).toEqual(['must wrong-value body /type']);
    expect(reportsOf(errorType, { status: 401, body: flat }, given)).toEqual(['must missing-field body /type']);
  });
});

describe('error-message', () => {
  it('reports a blank message', () => {
    expect(reportsFor({ ...faithful, message: ' ' })).toEqual(['error-message wrong-value body/error/message']);
  });

  it('notes a serialised object', () => {
    const result = judgeExchange(
      { status: 401, headers, body: { error: { ...faithful, message: "{'error': 'bad key'}" } } },
      { spec, case: wrongKey },
    );
    expect(reportsIn(result)).toEqual(['error-message unusual-form body/error/message']);
    expect(result).toMatchObject({ verdict: 'conforms', divergences: [{ level: 'note' }] });
  });
});

describe('key-echo', () => {
  it('reports the key of the run, which the record masks', () => {
    const message = `The key ${keyMarker(40)} has expired.`;
    expect(reportsFor({ ...faithful, message })).toEqual(['key-echo leaked body/error/message']);
  });

  it.each([
    'Incorrect API key provided: sk-abcdefghijklmnop1234.',
    'Authorization was "Bearer abcdefghijklmnop123456"',
    'POST "https://api.example.org/v1/chat/completions": 400 Bad Request',
    'connect ECONNREFUSED 10.0.3.7:8000',
    'upstream vllm.models.svc.cluster.local did not answer',
  ])('reports %s', (message) => {
    expect(reportsFor({ ...faithful, message })).toEqual(['key-echo leaked body/error/message']);
  });

  it('looks beyond the message, and never repeats what it found', () => {
    const key = 'sk-abcdefghijklmnop1234';
    const result = judgeExchange(
      { status: 401, headers, body: { error: { ...faithful, param: key } } },
      { spec, case: wrongKey },
    );
    expect(reportsIn(result)).toContain('key-echo leaked body/error/param');
    const reported = result.divergences.filter(({ check }) => check === 'key-echo');
    expect(JSON.stringify(reported)).not.toContain(key);
  });

  it.each([
    'Incorrect API key provided: sk-abcd************1234. See https://platform.example.com/account/api-keys.',
    'Incorrect API key provided: sk-test...',
    'You used a Bearer token that is not known.',
    'No such path on http://127.0.0.1:8080/v1/chat/completions',
  ])('lets %s pass', (message) => {
    expect(reportsFor({ ...faithful, message })).toEqual([]);
  });
});

describe('error-streamed', () => {
  const streamed = { request: { model: 'm', messages: [], stream: true } };

  it('leaves an error body alone', () => {
    expect(reportsFor(faithful, streamed)).toEqual([]);
  });

  it('reports an error that comes as a stream', () => {
    const { body: _, ...stream } = { body: null, sse: [{ error: faithful }], ...streamed };
    const parts = { status: 401, headers, ...stream };
    expect(reportsIn(judgeExchange(parts, { spec, case: wrongKey }))).toEqual(['error-streamed wrong-form stream']);
  });
});
