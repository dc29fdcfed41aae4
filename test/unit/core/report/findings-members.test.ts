import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/core/model/json.js';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { errorBody as error, runOf, type Sent } from './sent-run.js';

const findingsOf = (sent: readonly Sent[]) => {
  const { results, facts } = runOf(sent);
  return makeFindings(results, facts);
};

describe('requests that fail in the same words', () => {
  it('name the member whose value no accepted request has', () => {
    const tools = [{ type: 'function' }];
    const { findings } = findingsOf([
      { status: 200, request: { tools, tool_choice: { type: 'auto' } } },
      {
        status: 400,
        body: error('Bad choice'),
        about: 'tool_choice',
        request: { tools, tool_choice: { type: 'any' } },
      },
    ]);
    expect(findings.map(({ title }) => title)).toEqual([
      'Requests with `tool_choice.type: "any"` got 400 “Bad choice” (1 of 2 requests)',
    ]);
  });

  const tools = [{ type: 'function' }];
  it.each([
    ['rare', 4, 'One request with `tools` got 400 “Wrong”; others with it were accepted'],
    ['usual', 0, '1 of 3 requests got 400 “Wrong”; requests with the same parameters were accepted'],
  ])('do not blame a %s parameter alone where others with it were accepted', (_, others, expected) => {
    const { findings } = findingsOf([
      ...Array.from({ length: others }, (_each, n) => ({ status: 200, request: { seed: n } })),
      { status: 200, request: { tools, n: 2 } },
      { status: 200, request: { tools, top_p: 1 } },
      { status: 400, body: error('Wrong'), about: 'tools', request: { tools } },
    ]);
    expect(findings.map(({ title }) => title)).toEqual([expected]);
  });

  it('are one for each form of a message that no accepted request has', () => {
    const send = (content: Json, status = 400, about = 'content-part'): Sent => ({
      status,
      body: status === 200 ? {} : error('/messages/0/content is wrong', 'messages'),
      about,
      request: { messages: [{ role: 'user', content }] },
    });
    const { findings } = findingsOf([
      send('Hello there', 200),
      send([{ type: 'text', text: 'Hello there' }]),
      send([{ type: 'text', text: 'Hello again' }]),
      send([{ type: 'image', url: 'a' }], 400, 'image'),
      send(null, 400, 'null-content'),
    ]);
    expect(findings.map(({ title, claims, untested }) => ({ title, claims, untested }))).toEqual([
      {
        title: 'Requests with `messages[].content[]` got 400 “/messages/0/content is wrong” (3 of 5 requests)',
        claims: ['acme.request.content-part'],
        untested: ['acme.request.image'],
      },
      {
        title: 'Requests with `messages[].content: null` got 400 “/messages/0/content is wrong” (1 of 5 requests)',
        claims: ['acme.request.null-content'],
        untested: undefined,
      },
    ]);
  });

  it.each([
    ['unquoted', (name: string) => error(`Unrecognized request argument supplied: ${name}`)],
    ['in param', (name: string) => error('This parameter is not supported', name)],
  ])('are one finding if the server names each of many parameters that it refuses, %s', (_, body) => {
    const refuse = (name: string): Sent => ({ status: 400, body: body(name), about: name, request: { [name]: 1 } });
    const plain: Sent = { status: 200, request: { temperature: 1 } };
    const titles = (...names: readonly string[]) =>
      findingsOf([plain, plain, ...names.map(refuse)]).findings.map(({ title }) => title.replace(/ got 400.*/u, ''));
    expect(titles('seed', 'top_p', 'user', 'logit_bias')).toEqual([
      'Requests with `logit_bias`, `seed`, `top_p` or `user`',
    ]);
    // A few are a cause each.
    expect(titles('seed', 'top_p')).toEqual(['Requests with `seed: 1`', 'Requests with `top_p: 1`']);
  });

  it('are one finding about null if many parameters are refused with null alone', () => {
    const names = ['seed', 'top_p', 'user', 'logit_bias'];
    const refuse = (name: string): Sent => ({
      status: 400,
      body: error(`${name} is null`),
      about: name,
      request: { [name]: null },
    });
    const { findings } = findingsOf([
      { status: 200 },
      ...names.map((name) => ({ status: 200, request: { [name]: 1 } })),
      ...names.map(refuse),
    ]);
    expect(findings.map(({ title, claims }) => ({ title, claims: claims.toSorted() }))).toEqual([
      {
        title:
          'Requests with `logit_bias: null`, `seed: null`, `top_p: null` or `user: null` got 400 “logit_bias is null” (4 of 9 requests)',
        claims: names.map((name) => `acme.request.${name}`).toSorted(),
      },
    ]);
  });

  it('break the claims of the parameter alone, whatever else failed in these words', () => {
    const streamed = { stream: true };
    const { findings } = findingsOf([
      { status: 200, request: { stream: false, n: 2 } },
      { status: 500, body: error('Sorry'), about: 'stream', request: streamed },
      { status: 500, body: error('Sorry'), about: 'n', request: { ...streamed, n: 2 } },
      { status: 500, body: error('Sorry'), about: 'endpoint', request: streamed },
      { status: 500, body: error('Sorry'), about: 'seed', request: { seed: 1 } },
    ]);
    expect(findings.map(({ claims, untested = [] }) => ({ claims, untested }))).toEqual([
      { claims: ['acme.request.stream'], untested: ['acme.request.n', 'acme.request.endpoint'] },
      { claims: ['acme.request.seed'], untested: [] },
    ]);
  });
});

describe('a tool whose schema is refused', () => {
  const tool = (name: string, parameters: JsonObject): JsonObject => ({
    tools: [{ type: 'function', function: { name, parameters: { type: 'object', ...parameters } } }],
  });

  it('names the keywords that no accepted schema has, and not the name of the tool', () => {
    const { results, facts } = runOf([
      { status: 200 },
      { status: 200, request: tool('get_weather', { properties: { city: { type: 'string' } }, required: ['city'] }) },
      {
        status: 400,
        body: error('Invalid tool schema'),
        about: 'tools',
        request: tool('send', { properties: { to: { anyOf: [{ $ref: '#' }, { type: ['string', 'null'] }] } } }),
      },
    ]);
    expect(makeFindings(results, facts).findings.map(({ title }) => title)).toEqual([
      'Requests with `tools[].function.parameters: $ref, anyOf, type (list)` got 400 “Invalid tool schema” (1 of 3 requests)',
    ]);
  });

  it('is not named by its keywords if what is around it is refused', () => {
    const format = { type: 'json_schema', json_schema: { name: 'a', schema: { properties: {} } } };
    const { results, facts } = runOf([
      { status: 200, request: { response_format: { type: 'text' } } },
      { status: 400, body: error('No'), about: 'response_format', request: { response_format: format } },
    ]);
    expect(makeFindings(results, facts).findings.map(({ title }) => title)).toEqual([
      'Requests with `response_format.json_schema` got 400 “No” (1 of 2 requests)',
    ]);
  });
});

describe('the input that an error repeats', () => {
  const forbidden = (input: Json): Sent => ({
    status: 422,
    about: 'seed',
    request: { seed: input },
    body: { detail: [{ type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Extra inputs', input }] },
  });

  it('does not separate requests that fail for one cause', () => {
    const { findings } = findingsOf([{ status: 200 }, forbidden(7), forbidden(null), forbidden('7')]);
    expect(findings.map(({ cases }) => cases.length)).toEqual([3]);
  });
});

describe('members that change between chunks', () => {
  const changed = (name: string) => ({
    check: 'chunk-constant',
    kind: 'inconsistent' as const,
    level: 'must' as const,
    claim: `acme.chat.chunk.${name}`,
    at: { part: 'chunk' as const, chunk: 1, pointer: `/${name}` },
  });

  it('are one finding', () => {
    const { findings } = findingsOf([
      { status: 200, also: [changed('id'), changed('created')] },
      { status: 200, also: [changed('id')] },
    ]);
    expect(findings.map(({ at, consequences = [] }) => [at, consequences.length])).toEqual([[changed('id').at, 1]]);
  });
});

describe('wrong requests that are refused with 200', () => {
  const refused: Sent = {
    status: 200,
    also: [
      { check: 'refusal', kind: 'wrong-status', claim: 'acme.error.400', level: 'must', at: { part: 'status' } },
      { check: 'schema', kind: 'missing-field', level: 'must', at: { part: 'body', pointer: '/id' } },
    ],
  };

  it('are one finding, with what their body lacks of an answer', () => {
    const { findings } = findingsOf([refused, refused]);
    expect(findings.map(({ check, consequences = [] }) => [check, consequences.length])).toEqual([['refusal', 1]]);
  });
});

describe('a text that is altered on the way', () => {
  const at = { part: 'body' as const, pointer: '/choices/0/message/content' };
  const added = {
    check: 'text-altered',
    code: 'text-added',
    kind: 'wrong-value' as const,
    level: 'should' as const,
    at,
  };

  it.each([
    ['stop', 'stop-ignored'],
    ['logprobs', 'tokens-differ'],
    ['response-format', 'format-not-json'],
    ['max-tokens', 'limit-exceeded-in-words'],
    ['usage-plausible', 'words-not-counted'],
  ])('explains what %s reports of other responses as %s', (check, code) => {
    const { findings } = findingsOf([
      { status: 200, also: [added] },
      { status: 200, also: [{ check, code, kind: 'ignored', level: 'must', at }] },
      {
        status: 200,
        also: [{ check: 'finish-length', kind: 'wrong-value', level: 'must', at: { ...at, pointer: '/x' } }],
      },
    ]);
    expect(findings.map((finding) => [finding.check, finding.level, finding.consequences?.length])).toEqual([
      ['text-altered', 'must', 1],
      ['finish-length', 'must', undefined],
    ]);
  });
});
