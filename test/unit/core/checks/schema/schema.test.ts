import { describe, expect, it } from 'vitest';
import { chatSpec } from '../../../../support/chat-spec.js';
import { chunk, completion, type ExchangeParts, faithfulEvents } from '../../../../support/exchange.js';
import { judgeExchange, reportsIn } from '../../../../support/judge-exchange.js';
import type { SpecParts } from '../../../../support/spec.js';

const spec: SpecParts = { schemas: chatSpec.schemas ?? {} };
const reportsFor = (body: unknown): readonly string[] => reportsIn(judgeExchange({ body }, { spec }));
const choice = { index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' };

describe('schema', () => {
  it('reports null for an optional member as a should, except where clients break on it', () => {
    const levels = (parts: ExchangeParts): readonly string[] =>
      judgeExchange(parts, { spec }).divergences.map(
        ({ level, kind, at }) => `${level} ${kind} ${'pointer' in at ? at.pointer : ''}`,
      );
    const sse = [chunk({ role: 'assistant', content: 'Hi', tool_calls: null }), chunk({}, 'stop'), 'data: [DONE]'];
    expect(levels({ sse })).toEqual(['should wrong-type /choices/0/delta/tool_calls']);
    expect(levels({ body: completion({ role: 'assistant', content: 'Hi' }, { id: null }) })).toEqual([
      'must wrong-type /id',
    ]);
  });

  it('leaves faithful answers alone and names the claims that they met', () => {
    const body = judgeExchange({}, { spec });
    expect(body.divergences).toEqual([]);
    expect(body.observed).toEqual(expect.arrayContaining(['acme.response.id', 'acme.response.usage']));
    expect(body.observed).not.toContain('acme.chunk.id');
    const stream = judgeExchange({ sse: faithfulEvents() }, { spec });
    expect(stream.divergences).toEqual([]);
    expect(stream.observed).toContain('acme.chunk.role');
  });

  it('names the place, the kind and the claim of the node', () => {
    const { created: _, ...rest } = completion({ role: 'assistant', content: 'Hi' }, { object: 'text_completion' }) as {
      created: number;
    };
    const result = judgeExchange({ body: { ...rest, model: null } }, { spec });
    expect(result.divergences).toMatchObject([
      {
        kind: 'missing-field',
        at: { part: 'body', pointer: '/created' },
        claim: 'acme.response.created',
        expected: 'an integer',
      },
      { kind: 'wrong-value', at: { pointer: '/object' }, claim: 'acme.response.object', actual: '"text_completion"' },
      {
        kind: 'wrong-type',
        at: { pointer: '/model' },
        claim: 'acme.response.model',
        expected: 'a string',
        actual: 'null',
      },
    ]);
  });

  it('reports what is out of range, and a constant of another type as a type', () => {
    const usage = {
      type: 'object',
      properties: { total_tokens: { type: 'integer', minimum: 0, 'x-claim': 'acme.total' } },
    };
    const response = { type: 'object', properties: { usage, object: { const: 'a', 'x-claim': 'acme.object' } } };
    const result = judgeExchange(
      { body: { object: 7, usage: { total_tokens: -1 }, choices: [choice] } },
      { spec: { schemas: { response } } },
    );
    expect(reportsIn(result).toSorted()).toEqual([
      'schema out-of-range body/usage/total_tokens',
      'schema wrong-type body/object',
      'undocumented-field undocumented-field body/choices',
    ]);
  });

  it('reports one cause at one place only once', () => {
    const id = { type: 'string', enum: ['abc'], minLength: 3, pattern: '^a', 'x-claim': 'acme.id' };
    const response = { type: 'object', properties: { id } };
    const kinds = (value: unknown): readonly string[] =>
      judgeExchange({ body: { id: value } }, { spec: { schemas: { response } } }).divergences.map(
        ({ kind, occurrences }) => `${kind} ${occurrences}`,
      );
    expect(kinds(null)).toEqual(['wrong-type 1']);
    expect(kinds('b')).toEqual(['wrong-value 1']);
  });

  it('folds what repeats across array positions', () => {
    const bare = { message: choice.message, finish_reason: 'stop' };
    expect(reportsFor(completion({}, { choices: [bare, bare] }))).toEqual([
      'schema missing-field body/choices/0/index ×2',
    ]);
  });

  it('reports three fields that one object lacks together', () => {
    const result = judgeExchange({ body: completion({}, { choices: [{}] }) }, { spec });
    expect(reportsIn(result)).toEqual(['schema missing-field body/choices/0/index']);
    expect(result.divergences[0]?.expected).toBe('an integer ("message", "finish_reason" are missing too)');
    // The field is part of another report, so the claim is not observed.
    expect(result.observed).not.toContain('acme.response.finish');
  });

  it.each([
    [200, { code: 0, message: 'success', data: completion() }],
    [400, { detail: { error: { message: 'no', type: 'invalid_request_error', param: null, code: null } } }],
  ])('reports a document with status %s that is wrapped in another object as that alone', (status, body) => {
    const wrapper = Object.keys(body).at(-1);
    const expects = status === 400 ? ({ expects: 'refused', mistake: 'unknown-model' } as const) : {};
    const { divergences } = judgeExchange({ status, body }, { spec, case: expects });
    expect(divergences.filter(({ check }) => check === 'schema').map(({ title }) => title)).toEqual([
      `The response is wrapped in \`${wrapper}\``,
    ]);
  });

  it('holds an error to the schema of errors, an error under 200 to none', () => {
    const refused = { status: 400, body: { object: 'error', message: 'no' } };
    const open = { spec, case: { expects: 'refused', mistake: 'unknown-model' } } as const;
    expect(reportsIn(judgeExchange(refused, open))).toContain('schema missing-field body/error');
    expect(reportsIn(judgeExchange({ ...refused, status: 200 }, open))).toEqual([]);
  });

  it('does not run on an answer in another form than the request', () => {
    const request = { model: 'm', messages: [], stream: true };
    expect(reportsIn(judgeExchange({ body: {}, request: request }, { spec }))).toEqual([]);
    expect(reportsIn(judgeExchange({ sse: [{}], request: { model: 'm', messages: [] } }, { spec }))).toEqual([]);
  });
});

describe('undocumented-field', () => {
  it('notes a path once and fails nothing', () => {
    const events = faithfulEvents().map((event) =>
      typeof event === 'string' ? event : { ...(event as object), cost: 0 },
    );
    const result = judgeExchange({ sse: events }, { spec });
    expect(reportsIn(result)).toEqual(['undocumented-field undocumented-field chunk 0/cost ×4']);
    expect(result).toMatchObject({ verdict: 'conforms', divergences: [{ level: 'note' }] });
  });
});
