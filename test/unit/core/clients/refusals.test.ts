import { expect, it } from 'vitest';
import { withImpact } from '../../../../src/core/clients/impact.js';
import { makeClient, makeClientData } from '../../../support/client-data.js';
import { makeDivergence, makeResult } from '../../../support/divergence.js';
import { sampleReport } from '../../reporters/sample-report.js';

it('compares a refusal by what is refused, in every task', () => {
  const status = 'acceptance refused status';
  const faults = { one: [`${status}: tools`], two: [`${status}: temperature`, 'schema missing-field body /error'] };
  const data = makeClientData([makeClient('acme', { one: { stream: 'throws: Error: x', answer: 'works' }, two: {} })], faults);
  const refusal = { check: 'acceptance', kind: 'refused', at: { part: 'status' } } as const;
  const report = sampleReport([makeResult({ case: 'penalties/n.max', divergences: [makeDivergence(refusal)] })], false);
  const effect = (refused?: string) => {
    const findings = report.findings.map((each) => ({ ...each, ...(refused === undefined ? {} : { refused }) }));
    return withImpact({ ...report, findings }, data, new Map([['acme', 'openai-chat']])).findings[0]?.impact;
  };
  expect(effect('tools')).toMatchObject({ faults: ['one'], clients: [{ effect: 'breaks' }] });
  expect(effect('temperature')).toMatchObject({ faults: ['two'], clients: [{ effect: 'not-used' }] });
  expect(effect('seed')).toMatchObject({ faults: [], clients: [{ effect: 'not-measured' }] });
  expect(effect()).toMatchObject({ faults: [], clients: [{ effect: 'not-measured' }] });
});
