import { describe, expect, it } from 'vitest';
import { chatSpec } from '../../../support/chat-spec.js';
import { chunk, completion, faithfulEvents } from '../../../support/exchange.js';
import { judgeExchange } from '../../../support/judge-exchange.js';
import { makeClaim } from '../../../support/spec.js';

const unsure = (reason: string): object => ({ verdict: 'inconclusive', divergences: [], inconclusive: { reason } });

describe('the verdict', () => {
  it('is network without a response, unless the control request works and a check reports it', () => {
    const silent = { response: false, end: 'reset', endCode: 'ECONNRESET' } as const;
    expect(judgeExchange(silent, { controlWorks: false })).toMatchObject(unsure('network'));
    expect(judgeExchange(silent, { controlWorks: null })).toMatchObject(unsure('network'));
    expect(judgeExchange(silent, { controlWorks: true })).toMatchObject(unsure('network'));
    const held = { spec: { checks: { 'no-response': {} } } };
    expect(judgeExchange(silent, held)).toMatchObject({ verdict: 'diverges' });
    expect(judgeExchange(silent, { ...held, controlWorks: false })).toMatchObject(unsure('network'));
  });

  it('is network if an answer broke off and no claim covers that', () => {
    expect(judgeExchange({ sse: faithfulEvents(), end: 'reset' })).toMatchObject(unsure('network'));
  });

  it('is not-observed without an exchange, and where a capture does not show the end', () => {
    expect(judgeExchange([])).toMatchObject(unsure('not-observed'));
    const captured = { sse: faithfulEvents().slice(0, -1), end: 'unknown', raw: false } as const;
    expect(judgeExchange(captured)).toMatchObject(unsure('not-observed'));
    expect(judgeExchange({ ...captured, sse: faithfulEvents() })).toMatchObject({ verdict: 'conforms' });
    expect(judgeExchange(captured, { spec: { terminator: null } })).toMatchObject({ verdict: 'conforms' });
  });

  it('is not-observed if a 2xx holds no choices and no claim covers that', () => {
    expect(judgeExchange({ body: 'Hello', headers: { 'content-type': 'text/plain' } })).toMatchObject(
      unsure('not-observed'),
    );
  });

  it('is conforms if a note reports a rejection, though there is no answer to check', () => {
    const refused = { status: 401, body: { error: { message: 'no', type: 'invalid_request_error' } } };
    const heldBy = [{ by: 'case', case: 'basic/minimal' }] as const;
    const claims = [makeClaim('acme.case', { level: 'note', heldBy })];
    expect(judgeExchange(refused, { case: { stimulus: 'text' }, spec: { claims } })).toMatchObject({
      verdict: 'conforms',
      divergences: [{ check: 'acceptance', level: 'note' }],
      inconclusive: null,
    });
  });

  it('is conforms for a stream that we hung up on', () => {
    expect(judgeExchange({ sse: faithfulEvents().slice(0, 1), end: 'hung-up' })).toMatchObject({ verdict: 'conforms' });
  });

  it.each([
    ['text', completion({ role: 'assistant', content: '' })],
    ['tool-call', completion()],
    ['cut-by-length', completion()],
    ['non-ascii', completion()],
    ['several-choices', completion()],
    ['parallel-tool-calls', completion()],
  ] as const)('is model-declined where %s was not seen', (stimulus, body) => {
    expect(judgeExchange({ body }, { case: { stimulus } })).toMatchObject(unsure('model-declined'));
  });

  it('is diverges all the same where something diverged', () => {
    const result = judgeExchange(
      { body: { ...completion(), created: '1' } },
      { case: { stimulus: 'tool-call' }, spec: chatSpec },
    );
    expect(result).toMatchObject({ verdict: 'diverges', inconclusive: null });
  });

  it('knows a stop sequence by the text before it', () => {
    const testCase = { stimulus: 'stopped-by-sequence', elicits: 'one two three four' } as const;
    const request = { model: 'm', messages: [], stop: ['three'] };
    const verdict = (content: string): string =>
      judgeExchange({ body: completion({ role: 'assistant', content }), request }, { case: testCase }).verdict;
    expect(verdict('One, two, ')).toBe('conforms');
    expect(verdict('one two three four')).toBe('conforms');
    expect(verdict('I would rather not.')).toBe('inconclusive');
  });

  it('sees the stimulus in a stream too', () => {
    const call = { index: 0, id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
    const sse = [chunk({ role: 'assistant', tool_calls: [call] }), chunk({}, 'tool_calls'), 'data: [DONE]'];
    expect(judgeExchange({ sse }, { case: { stimulus: 'tool-call' } })).toMatchObject({ verdict: 'conforms' });
  });
});
