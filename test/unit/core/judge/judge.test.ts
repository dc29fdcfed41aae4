import { describe, expect, it } from 'vitest';
import { chatSpec } from '../../../support/chat-spec.js';
import { completion, type ExchangeParts, faithfulEvents } from '../../../support/exchange.js';
import { judgeExchange, reportsIn } from '../../../support/judge-exchange.js';
import { makeClaim } from '../../../support/spec.js';

const error = { message: 'Slow down.', type: 'rate_limit_error', code: null };
const limited = { status: 429, body: { error }, headers: { 'x-request-id': 'r', 'retry-after': '1' } };

describe('judge', () => {
  it('reports the place, the level and the claim', () => {
    const claim = makeClaim('acme.id', { basis: 'shown', quote: '"id": "chatcmpl-1"' });
    const response = { type: 'object', required: ['id'], properties: { id: { type: 'string', 'x-claim': 'acme.id' } } };
    const { id: _, ...body } = completion() as { id: string };
    const result = judgeExchange({ body, id: 7 }, { spec: { claims: [claim], schemas: { response } } });
    expect(result.divergences.filter(({ level }) => level !== 'note')).toEqual([
      {
        check: 'schema',
        claim: 'acme.id',
        level: 'should',
        kind: 'missing-field',
        at: { part: 'body', pointer: '/id' },
        expected: 'a string',
        actual: 'only object, created, model, choices, usage',
        occurrences: 1,
        exchange: 7,
        code: 'field-missing',
        title: 'id is missing',
        sentence: 'id is missing. Expected a string.',
        source: { title: 'Acme — Chat', url: 'https://acme.example/chat', quote: '"id": "chatcmpl-1"' },
      },
    ]);
    expect(result).toMatchObject({ case: 'basic/minimal', spec: 'acme', verdict: 'diverges', exchanges: [7] });
  });

  it('judges the last attempt, and the errors of earlier ones by the claims on errors', () => {
    const flat = { ...limited, body: { object: 'error', message: 'Slow down.', code: '1300' } };
    const good = { ...limited, attempt: 0 };
    const last = { attempt: 1 };
    expect(judgeExchange([good, last], { spec: chatSpec })).toMatchObject({ verdict: 'conforms', exchanges: [0, 1] });
    const result = judgeExchange([last, { ...flat, attempt: 0 }], { spec: chatSpec });
    expect(reportsIn(result).filter((line) => !line.startsWith('undocumented'))).toEqual([
      'schema missing-field body/error',
    ]);
    expect(result.divergences[0]?.exchange).toBe(1);
  });

  it('checks a 429 after all retries, and the verdict stays inconclusive', () => {
    expect(judgeExchange(limited, { spec: chatSpec })).toMatchObject({ inconclusive: { reason: 'rate-limited' } });
    const { 'retry-after': _, ...headers } = limited.headers;
    expect(reportsIn(judgeExchange({ ...limited, headers }, { spec: chatSpec }))).toEqual([
      'retry-after missing-header header retry-after',
    ]);
  });

  it('folds what two steps of a case show alike', () => {
    const { created: _, ...body } = completion() as { created: number };
    const result = judgeExchange(
      [
        { body, step: 0 },
        { body, step: 1 },
      ],
      { spec: chatSpec },
    );
    expect(reportsIn(result)).toEqual(['schema missing-field body/created ×2']);
    expect(result.divergences[0]?.exchange).toBe(0);
  });

  it('reports once a divergence from two claims with the same check, under the higher level', () => {
    const checks = { 'retry-after': [{}, {}] };
    const { 'retry-after': _, ...headers } = limited.headers;
    const result = judgeExchange(
      { ...limited, headers },
      { spec: { checks, levels: { 'acme.retry-after': 'should' } } },
    );
    expect(result.divergences).toMatchObject([{ claim: 'acme.retry-after.1', level: 'must' }]);
    expect(result.observed).toEqual(['acme.retry-after.1']);
  });

  it('does not count a claim as met whose breach was an echo', () => {
    const body = { ...completion(), choices: {} };
    const result = judgeExchange({ body, status: 401 }, { spec: chatSpec, case: { expects: 'refused' } });
    expect(result.divergences.map(({ check }) => check)).not.toContain('error-type');
    expect(result.observed).not.toContain('acme.error-type');
  });

  it('does not count a claim on chunks as met by a body, nor one on bodies by a stream', () => {
    const claims = (['chunk', 'response'] as const).map((schema) =>
      makeClaim(`acme.${schema}.model`, {
        heldBy: [
          { by: 'schema', schema, pointer: '/properties/model' },
          { by: 'check', check: 'model-echo', with: {} },
        ],
      }),
    );
    const met = (exchange: ExchangeParts): readonly string[] =>
      judgeExchange(exchange, { spec: { claims } }).observed.filter((id) => id.endsWith('.model'));
    expect(met({ body: completion() })).toEqual(['acme.response.model']);
    expect(met({ sse: faithfulEvents() })).toEqual(['acme.chunk.model']);
  });

  it('is the same whatever the order of the exchanges', () => {
    const exchanges = [
      { ...limited, id: 3 },
      { attempt: 1, id: 4, sse: faithfulEvents() },
    ];
    expect(judgeExchange(exchanges, { spec: chatSpec })).toEqual(
      judgeExchange(exchanges.toReversed(), { spec: chatSpec }),
    );
  });
});
