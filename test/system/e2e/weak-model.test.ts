import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check, type Report } from '../../../src/index.js';
import { serveReference, type Served } from '../../../src/reference/serve.js';
import { specOf } from '../../support/specs-and-suites.js';
import { weakModel } from '../../support/weak-model.js';

describe('a weak model behind a faithful endpoint', () => {
  let served: Served;
  let report: Report;
  beforeAll(async () => {
    served = await serveReference({ spec: specOf('openai'), faults: [weakModel] });
    report = await check({ baseUrl: served.baseUrl, spec: 'openai', key: served.key, model: 'gpt-4o' });
  });
  afterAll(() => served.close());

  it('is no divergence', () => {
    const heavy = report.results.flatMap(({ case: id, divergences }) =>
      divergences.filter(({ level }) => level !== 'note').map(({ sentence }) => `${id}: ${sentence}`),
    );
    expect(heavy).toEqual([]);
  });

  it('leaves few cases inconclusive: one that needs two calls in one answer', () => {
    const unclear = report.results.filter(({ verdict }) => verdict === 'inconclusive').map((result) => result.case);
    expect(unclear).toEqual(['streaming/parallel-tool-calls']);
  });
});
