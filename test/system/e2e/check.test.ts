import { afterAll, beforeAll, expect, it } from 'vitest';
import { check, CheckError, loadSpecs, REFERENCE_KEY, serveReference, type Served } from '../../../src/index.js';

let served: Served;

beforeAll(async () => {
  const { specs } = await loadSpecs({ only: ['greenpt'] });
  const spec = specs.find(({ id }) => id === 'greenpt');
  if (spec === undefined) throw new Error('There is no spec greenpt.');
  served = await serveReference({ spec });
});

afterAll(() => served.close());

it('returns the report of a conforming endpoint without findings', async () => {
  const report = await check({
    baseUrl: served.baseUrl,
    key: REFERENCE_KEY,
    spec: 'greenpt',
    model: 'gemma4',
    selection: { suites: ['basic'], only: [] },
  });
  expect(report.findings).toEqual([]);
  expect(report.totals).toMatchObject({ diverges: 0, inconclusive: 0 });
  expect(report.totals.conforms).toBeGreaterThan(0);
});

it('throws if nothing could run', async () => {
  const failing = check({ baseUrl: served.baseUrl, key: 'wrong', spec: 'greenpt', model: 'gemma4' });
  await expect(failing).rejects.toThrow(CheckError);
  await expect(failing).rejects.toThrow('key');
});

it('throws the input errors', async () => {
  const failing = check({ baseUrl: served.baseUrl, spec: 'opnai', model: 'm' });
  await expect(failing).rejects.toThrow(CheckError);
  await expect(failing).rejects.toThrow('Did you mean openai?');
});
