import { expect, it } from 'vitest';
import type { ClientData } from '../../../../src/core/clients/impact.js';
import type { Report } from '../../../../src/core/model/report.js';
import { makeReport } from '../../../../src/core/report/make-report.js';
import { verifyTotals } from '../../../../src/core/report/verify-record.js';
import { verifyRun } from '../../../../src/core/report/verify-run.js';
import { makeClient, makeClientData } from '../../../support/client-data.js';
import { sampleEvents } from '../../reporters/sample-report.js';

const data = makeClientData([makeClient('acme', { one: { stream: 'throws: Error' } })], {
  one: ['schema missing-field chunk /choices/*/index'],
});
const events = sampleEvents();

/** The report as it was written with these measurements, and edited. */
function written(clients: ClientData | null, edit: (report: Report) => unknown = () => undefined): Report {
  const report = structuredClone(makeReport(events, clients)) as Report;
  edit(report);
  return report;
}

const isEdited = (report: Report, clients: ClientData | null): boolean =>
  verifyTotals(report, events, null, clients).some(({ detail }) => detail.startsWith('report.json is not'));

it('accepts a report without measurements, whatever is measured here', () => {
  expect([null, data].map((clients) => isEdited(written(null), clients))).toEqual([false, false]);
});

it('recomputes the impact if the report names the measurements that are here', () => {
  expect(written(data).findings.map(({ impact }) => impact?.clients[0]?.effect)).toContain('breaks');
  expect(isEdited(written(data), data)).toBe(false);
  const claims = (report: Report): unknown =>
    Object.assign(report.findings[1]?.impact?.clients[0] ?? {}, { effect: 'works' });
  expect(isEdited(written(data, claims), data)).toBe(true);
  const removes = (report: Report): unknown => Reflect.deleteProperty(report.findings[1] ?? {}, 'impact');
  expect(isEdited(written(data, removes), data)).toBe(true);
});

it('compares everything but the impact if the measurements are others', () => {
  const others = { ...data, sha256: 'd'.repeat(64) };
  expect([null, others].map((clients) => isEdited(written(data), clients))).toEqual([false, false]);
  const claims = (report: Report): unknown => Object.assign(report.findings[1] ?? {}, { title: 'x' });
  expect(isEdited(written(data, claims), others)).toBe(true);
});

it('refuses an impact in a report that names no measurements', () => {
  const claims = (report: Report): unknown =>
    Object.assign(report.findings[0] ?? {}, { impact: { faults: [], clients: [] } });
  expect(isEdited(written(null, claims), data)).toBe(true);
});

it('states that the impact was not recomputed if the measurements are others', () => {
  const verify = (clients: ClientData | null): readonly string[] =>
    verifyRun({
      report: written(data),
      events,
      torn: null,
      unknown: [],
      rewritten: null,
      files: new Map(),
      quickChoice: null,
      mostAttempts: 3,
      unread: [],
      derive: () => null,
      specs: [],
      suites: [],
      clients,
      tool: { name: 'llm-conformance', version: '0.0.0', released: new Map() },
      now: new Date('2026-11-21'),
    }).unchecked.filter((line) => line.startsWith('the impact on clients'));
  expect([verify(null).length, verify(data).length]).toEqual([1, 0]);
});
