import { describe, expect, it } from 'vitest';
import { keyMarker } from '../../../../../src/core/model/key-marker.js';
import { chatSpec } from '../../../../support/chat-spec.js';
import { judgeExchange, toldBy } from '../../../../support/judge-exchange.js';
import type { ExchangeParts } from '../../../../support/exchange.js';

const headers = { 'x-request-id': 'r-1', 'retry-after': '3' };
const spec = { ...chatSpec, mistakes: { 'wrong-key': [401] } };
const wrongKey = { expects: 'refused', mistake: 'wrong-key' } as const;

/** What is told of an error with this member, to a request with a wrong key. */
function toldOf(error: unknown, more: ExchangeParts = {}): readonly string[] {
  return toldBy(judgeExchange({ status: 401, headers, body: { error }, ...more }, { spec, case: wrongKey }));
}

const faithful = { message: 'That key is not known.', type: 'authentication_error', code: null };

describe('error-type', () => {
  it('leaves the documented type alone', () => {
    expect(toldOf(faithful)).toEqual([]);
  });

  it('tells another type', () => {
    expect(toldOf({ ...faithful, type: 'invalid_request_error' })).toEqual(['error-type wrong-value body/error/type']);
  });

  it('does not echo what the schema tells', () => {
    expect(toldOf({ message: 'no' })).toEqual(['schema missing-field body/error/type']);
    expect(toldOf({ ...faithful, type: null })).toEqual(['schema wrong-type body/error/type']);
    expect(toldOf('Not Found')).toEqual(['schema wrong-type body/error']);
    expect(toldOf(faithful, { body: [{ error: faithful }] })).toEqual(['schema wrong-type body']);
    expect(toldOf(faithful, { body: { detail: 'Not Found' } })).toEqual([
      'schema missing-field body/error',
      'undocumented-field undocumented-field body/detail',
    ]);
  });

  it('holds only the status that it is about', () => {
    expect(toldOf({ ...faithful, type: 'invalid_request_error' }, { status: 400 })).toEqual([
      'refusal wrong-status status',
    ]);
  });
});

describe('error-message', () => {
  it('tells a blank message', () => {
    expect(toldOf({ ...faithful, message: ' ' })).toEqual(['error-message wrong-value body/error/message']);
  });

  it('notes a serialised object', () => {
    const result = judgeExchange(
      { status: 401, headers, body: { error: { ...faithful, message: "{'error': 'bad key'}" } } },
      { spec, case: wrongKey },
    );
    expect(toldBy(result)).toEqual(['error-message unusual-form body/error/message']);
    expect(result).toMatchObject({ verdict: 'conforms', divergences: [{ level: 'note' }] });
  });
});

describe('key-echo', () => {
  it('tells of the key of the run, which the record masks', () => {
    const message = `The key ${keyMarker(40)} has expired.`;
    expect(toldOf({ ...faithful, message })).toEqual(['key-echo leaked body/error/message']);
  });

  it.each([
    'Incorrect API key provided: sk-abcdefghijklmnop1234.',
    'Authorization was "Bearer abcdefghijklmnop123456"',
    'POST "https://api.example.org/v1/chat/completions": 400 Bad Request',
    'connect ECONNREFUSED 10.0.3.7:8000',
    'upstream vllm.models.svc.cluster.local did not answer',
  ])('tells %s', (message) => {
    expect(toldOf({ ...faithful, message })).toEqual(['key-echo leaked body/error/message']);
  });

  it('looks beyond the message, and never repeats what it found', () => {
    const key = 'sk-abcdefghijklmnop1234';
    const result = judgeExchange(
      { status: 401, headers, body: { error: { ...faithful, param: key } } },
      { spec, case: wrongKey },
    );
    expect(toldBy(result)).toContain('key-echo leaked body/error/param');
    const told = result.divergences.filter(({ check }) => check === 'key-echo');
    expect(JSON.stringify(told)).not.toContain(key);
  });

  it.each([
    'Incorrect API key provided: sk-abcd************1234. See https://platform.example.com/account/api-keys.',
    'Incorrect API key provided: sk-test...',
    'You used a Bearer token that is not known.',
    'No such path on http://127.0.0.1:8080/v1/chat/completions',
  ])('lets %s pass', (message) => {
    expect(toldOf({ ...faithful, message })).toEqual([]);
  });
});

describe('error-streamed', () => {
  const streamed = { request: { model: 'm', messages: [], stream: true } };

  it('leaves an error body alone', () => {
    expect(toldOf(faithful, streamed)).toEqual([]);
  });

  it('tells an error that comes as a stream', () => {
    const { body: _, ...stream } = { body: null, sse: [{ error: faithful }], ...streamed };
    const parts = { status: 401, headers, ...stream };
    expect(toldBy(judgeExchange(parts, { spec, case: wrongKey }))).toEqual(['error-streamed wrong-form stream']);
  });
});
