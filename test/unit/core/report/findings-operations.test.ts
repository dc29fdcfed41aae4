import { describe, expect, it } from 'vitest';
import { makeFindings } from '../../../../src/core/report/findings/make-findings.js';
import { errorBody as error, runOf } from './sent-run.js';

describe('failures of one operation', () => {
  it('name it if requests for others were accepted', () => {
    const { results, facts } = runOf([
      { status: 200 },
      { status: 404, body: error('no such route') },
      { status: 404, body: error('no such route'), about: 'tools', request: { tools: [] } },
    ]);
    const exchanges = new Map(
      [...facts.exchanges].map(([id, each]) => {
        const operation = id === 0 ? 'operation POST /v1/messages' : 'operation POST /v1/messages/count_tokens';
        const features = [...each.features].filter((feature) => !feature.startsWith('operation '));
        return [id, { ...each, features: new Set([operation, ...features]) }];
      }),
    );
    const { findings } = makeFindings(results, { ...facts, exchanges });
    expect(findings.map(({ title }) => title)).toEqual(['POST /v1/messages/count_tokens got 404 “no such route”']);
  });
});

describe('failures of an operation and of one below it', () => {
  it('are one finding', () => {
    const { results, facts } = runOf([
      { status: 200 },
      ...[1, 2].map(() => ({ status: 404, body: error('no route') })),
    ]);
    const paths = ['POST /v1/messages', 'GET /v1/models', 'GET /v1/models/m-1'];
    const exchanges = new Map(
      [...facts.exchanges].map(([id, each]) => [id, { ...each, features: new Set([`operation ${paths[id]}`]) }]),
    );
    const { findings } = makeFindings(results, { ...facts, exchanges });
    expect(findings.map(({ title, cases }) => [title, cases.length])).toEqual([
      ['GET /v1/models got 404 “no route”', 2],
    ]);
  });
});
