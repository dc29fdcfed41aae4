import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../../src/core/judge/judge.js';
import { capturedCase } from '../../../../src/core/capture/captured-case.js';
import { contextOf } from '../../../../src/core/capture/capture-context.js';
import type { Exchange } from '../../../../src/core/model/exchange.js';
import { type ExchangeParts, completion, makeExchange } from '../../../support/exchange.js';
import { specOf, sweptSpecs } from '../../../support/specs-and-suites.js';
import { propertyRuns } from '../../../support/property-runs.js';

const messages = [{ role: 'user', content: 'Hi' }];
const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };

function capture(parts: ExchangeParts): Exchange {
  const made = makeExchange({ case: 'entry-1', request: { model: 'm', messages }, ...parts });
  return { ...made, request: { ...made.request, auth: { kind: 'unknown', scheme: null } } };
}

/** `accepted about endpoint`, `refused for out-of-range about endpoint`, or what the spec would need. */
function read(parts: ExchangeParts, spec = 'openai', others: readonly ExchangeParts[] = []): string {
  const exchange = capture(parts);
  const made = capturedCase(exchange, 1, specOf(spec), contextOf([exchange, ...others.map(capture)]));
  if ('needs' in made) return `needs ${made.needs}`;
  const { expects, mistake, about } = made.case;
  return `${expects}${mistake === null ? '' : ` for ${mistake}`} about ${about}`;
}

const requestWith = (more: object): ExchangeParts => ({ request: { model: 'm', messages, ...more } });
const declared = (text: string): ExchangeParts => ({
  request: text,
  requestHeaders: [['content-length', String(Buffer.byteLength(text))]],
});

const offering = (more: object): ExchangeParts =>
  requestWith({ tools: [{ type: 'function', function: { name: 'f', ...more } }] });
const calling = {
  role: 'assistant',
  tool_calls: [{ id: 'x', type: 'function', function: { name: 'f', arguments: '{}' } }],
};
const answering = (call: object, result: unknown = 'y'): ExchangeParts =>
  requestWith({
    messages: [...messages, { ...calling, ...call }, { role: 'tool', tool_call_id: 'x', content: result }],
  });
const saying = (more: object): ExchangeParts => requestWith({ messages: [{ role: 'user', content: 'Hi', ...more }] });

describe('a captured request without what the documents require with its feature', () => {
  const forced = { tools: [tool], tool_choice: 'required' };
  test.each<[string, object, string]>([
    ['may be accepted or refused', forced, 'either about tool_choice.required'],
    ['is judged with it', { ...forced, thinking: { type: 'disabled' } }, 'accepted about tool_choice.required'],
    ['is judged without the feature', { tools: [tool] }, 'accepted about tools'],
  ])('%s', (_, more, said) => {
    expect(read({ ...requestWith(more), status: 400 }, 'deepseek')).toBe(said);
  });
});

describe('what a captured request is about', () => {
  test.each<[string, ExchangeParts, string]>([
    ['a strict tool', offering({ strict: true, parameters: { type: 'object' } }), 'strict-tools'],
    [
      'a reference in a schema',
      offering({ parameters: { properties: { a: { $ref: '#/$defs/a' } } } }),
      'tool-schema-keywords',
    ],
    ['a tool without parameters', offering({}), 'tools-without-parameters'],
    ['null content with a call', answering({ content: null }), 'null-content'],
    ['no content with a call', answering({}), 'omitted-content'],
    ['a result in parts', answering({ content: '' }, [{ type: 'text', text: 'y' }]), 'tool-content-parts'],
    ['a result', answering({ content: '' }), 'tool-messages'],
    ['a name', saying({ name: 'Ada' }), 'message-name'],
    ['text in parts', saying({ content: [{ type: 'text', text: 'Hi' }] }), 'content-parts'],
    [
      'a system message in parts',
      saying({ role: 'system', content: [{ type: 'text', text: 'Hi' }] }),
      'system-content-parts',
    ],
    ['null for a parameter', requestWith({ temperature: null, stream: true }), 'nullable'],
    ['a tier', requestWith({ service_tier: 'flex', stream: true }), 'service_tier'],
    ['the usage', requestWith({ stream: true, stream_options: { include_usage: true } }), 'stream-usage'],
  ])('%s', (_, parts, about) => {
    expect(read(parts)).toBe(`accepted about ${about}`);
  });

  test('is nothing that the spec does not promise', () => {
    expect(read(saying({ name: 'Ada' }), 'greenpt')).toMatch(/about endpoint$/u);
  });
});

describe('a captured request', () => {
  test.each<[string, ExchangeParts, string]>([
    ['plain', {}, 'accepted about endpoint'],
    ['streamed', requestWith({ stream: true }), 'accepted about stream'],
    ['with tools', requestWith({ tools: [tool], stream: true }), 'accepted about tools'],
    ['with null for nothing', requestWith({ tools: null, max_tokens: null }), 'either about nullable'],
    ['with an unknown parameter', requestWith({ min_p: 1 }), 'either about endpoint'],
    ['with a limit of zero', requestWith({ max_tokens: 0 }), 'either about endpoint'],
    ['out of range', requestWith({ temperature: 99 }), 'refused for out-of-range about endpoint'],
    [
      'with too many stops',
      requestWith({ stop: ['a', 'b', 'c', 'd', 'e'] }),
      'refused for out-of-range about stop-array',
    ],
    ['of a wrong type', requestWith({ temperature: 'hot' }), 'refused for wrong-type about endpoint'],
    ['without messages', { request: { model: 'm' } }, 'refused for missing-field about endpoint'],
    ['with no messages', requestWith({ messages: [] }), 'refused for empty-messages about endpoint'],
    [
      'of a wizard',
      requestWith({ messages: [{ role: 'wizard', content: 'x' }] }),
      'refused for unknown-value about endpoint',
    ],
    [
      'with an answer to no call',
      requestWith({ messages: [...messages, { role: 'tool', tool_call_id: 'x', content: 'y' }] }),
      'refused for orphan-tool-message about tool-messages',
    ],
    [
      'that forces no tool',
      requestWith({ tool_choice: 'required' }),
      'refused for bad-tool-choice about tool_choice.required',
    ],
    ['with alternatives alone', requestWith({ top_logprobs: 2 }), 'refused for missing-field about top_logprobs'],
    ['that is a list', { request: [] }, 'refused for wrong-type about endpoint'],
    ['that is no JSON', declared('{"model":'), 'refused for malformed-json about endpoint'],
    ['that may have been cut', { request: '{"model":' }, 'needs the whole body of the request'],
    ['without a body', { request: '' }, 'needs the whole body of the request'],
    ['without a body, refused', { request: '', status: 400 }, 'either about endpoint'],
    ['with an empty body', declared(''), 'refused for malformed-json about endpoint'],
    [
      'in another media type',
      { requestHeaders: [['content-type', 'text/plain']] },
      'refused for wrong-content-type about endpoint',
    ],
    ['by another method, refused', { method: 'DELETE', status: 405 }, 'refused for wrong-method about endpoint'],
    ['by another method, accepted', { method: 'GET' }, 'needs the operation GET /v1/chat/completions'],
    [
      'with a tool without its type',
      requestWith({ tools: [{ function: { name: 'f' } }] }),
      'refused for missing-field about tools-without-parameters',
    ],
    [
      'with an assistant message that has audio and no content',
      requestWith({ messages: [...messages, { role: 'assistant', audio: { id: 'audio_1' } }] }),
      'refused for missing-field about omitted-content',
    ],
    [
      'to a deployment that the path names',
      { request: { messages }, url: 'http://127.0.0.1:8080/openai/deployments/m/chat/completions' },
      'accepted about endpoint',
    ],
    ['without a model', { request: { messages } }, 'refused for missing-field about endpoint'],
    ['of a browser that asks first', { method: 'OPTIONS' }, 'needs the operation OPTIONS /v1/chat/completions'],
    ['elsewhere', { url: 'http://127.0.0.1:8080/v1/embeddings' }, 'needs the operation POST /v1/embeddings'],
  ])('%s', (_, parts, expected) => {
    expect(read(parts)).toBe(expected);
  });

  test.each([401, 403, 404, 408, 413, 429, 502, 503, 504])('a wrong one refused with %d shows not why', (status) => {
    expect(read({ ...requestWith({ temperature: 99 }), status })).toBe('either about endpoint');
  });

  test.each([302, 502, 503, 504])('a right one answered with %d is left open', (status) => {
    expect(read({ status })).toBe('either about endpoint');
  });

  test.each([400, 401, 403, 404, 408, 413, 422, 429])('a right one refused with %d is inconclusive', (status) => {
    const exchange = capture({ status, body: { error: { message: 'x', type: 'y', param: null, code: null } } });
    const spec = specOf('openai');
    const made = capturedCase(exchange, 1, spec, contextOf([exchange]));
    if ('needs' in made) throw new Error(made.needs);
    for (const controlWorks of [true, null]) {
      const testCase = { ...made.case, specs: ['openai'] };
      expect(judge({ case: testCase, spec, exchanges: [exchange], controlWorks })).toMatchObject({
        verdict: 'inconclusive',
      });
    }
  });

  test('a right one that failed was to be accepted', () => {
    expect(read({ status: 500 })).toBe('accepted about endpoint');
    expect(read({ response: false })).toBe('either about endpoint');
  });

  test('what a spec does not know is not held to it', () => {
    expect(read({ ...requestWith({ tools: [tool] }), status: 500 }, 'greenpt')).toMatch(/^needs .*tools/);
    expect(read(requestWith({ tools: [tool] }), 'greenpt')).toBe('either about endpoint');
  });
});

describe('a model that the list of the same endpoint is without', () => {
  const list: ExchangeParts = {
    method: 'GET',
    url: 'http://127.0.0.1:8080/v1/models',
    request: '',
    body: { object: 'list', data: [{ id: 'small' }] },
  };
  const answeredBy = (model: string): ExchangeParts => ({ body: completion(undefined, { model }) });

  test('is unknown where another one answered', () => {
    expect(read(answeredBy('small'), 'openai', [list])).toBe('refused for unknown-model about endpoint');
  });

  test('may be an alias where it answered itself, or one answered that is not listed either', () => {
    expect(read(answeredBy('m'), 'openai', [list])).toBe('accepted about endpoint');
    expect(read(answeredBy('m-2'), 'openai', [list])).toBe('accepted about endpoint');
    expect(read(answeredBy('small'))).toBe('accepted about endpoint');
  });

  test('a model list belongs to an endpoint only next to chat completions', () => {
    expect(read({ ...list, url: 'http://127.0.0.1/cars/models' })).toMatch(
      /^needs a request to generate at the base URL/,
    );
    expect(read(list)).toMatch(/^needs a request to generate at the base URL/);
    expect(read(list, 'openai', [{}])).toBe('accepted about models-list');
    expect(read({ ...list, status: 404 }, 'openai', [{}])).toBe('accepted about models-list');
  });
});

describe('a count of the tokens of a prompt', () => {
  const url = 'http://127.0.0.1:8080/v1/messages/count_tokens';
  test('is judged by its own request schema', () => {
    expect(read({ url, request: { model: 'm', messages } }, 'anthropic')).toBe('accepted about count-tokens');
    expect(read({ url, request: { model: 'm' } }, 'anthropic')).toBe('refused for missing-field about count-tokens');
  });

  test('is no operation of other APIs', () => {
    expect(read({ url, request: { model: 'm', messages } }, 'openai')).toMatch(/^needs the operation POST/);
  });
});

test('anything can be made a case of, whatever was sent', () => {
  const request = fc.oneof(
    fc.json(),
    fc.string(),
    fc.json().map((text) => `{"model":"m","messages":${text}}`),
  );
  fc.assert(
    fc.property(request, fc.webUrl({ withQueryParameters: true }), fc.nat(600), (text, url, status) => {
      for (const spec of sweptSpecs) {
        for (const address of [url, 'http://127.0.0.1:8080/v1/chat/completions']) {
          const exchange = capture({ request: text, url: address, status });
          const made = capturedCase(exchange, 1, spec, contextOf([exchange]));
          const id = 'case' in made ? made.case.id : 'captured/1-x';
          expect(id).toMatch(/^captured\/1-[a-z0-9-]+$/);
        }
      }
    }),
    propertyRuns(200),
  );
});
