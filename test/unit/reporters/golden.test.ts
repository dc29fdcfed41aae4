import { describe, expect, it } from 'vitest';
import { REPORTER_NAMES } from '../../../src/core/report/reporter-names.js';
import type { Effect } from '../../../src/core/model/impact.js';
import { reporters } from '../../../src/reporters/index.js';
import { complaints } from '../../system/e2e/support/schema-of-report.js';
import { sampleReport } from './sample-report.js';

const EXTENSIONS = {
  terminal: 'txt',
  json: 'json',
  junit: 'xml',
  github: 'log',
  markdown: 'md',
  html: 'html',
} as const;
const plain = { color: false, width: 100, notes: false, gate: { failOn: 'should' } } as const;

describe('reporters', () => {
  it.each(REPORTER_NAMES)('%s writes what it wrote before', async (name) => {
    const text = reporters[name](sampleReport(), plain);
    await expect(text).toMatchFileSnapshot(`golden/report.${EXTENSIONS[name]}.golden`);
  });

  it.each(REPORTER_NAMES)('%s says nothing of a baseline where there is none', (name) => {
    const text = reporters[name](sampleReport(undefined, false), plain).replace(/<style>[\s\S]*<\/style>/u, '');
    expect(text).not.toMatch(/baseline/iu);
  });

  it('shows notes, bookkeeping and colour on a terminal on request', () => {
    const text = reporters.terminal(sampleReport(), { ...plain, notes: true, verbose: true, color: true });
    expect(text).toContain('not documented');
    expect(text).toContain('claims of acme');
    expect(text).toContain('\u001b[31m');
  });

  it.each([40, 80, 120])('fits a terminal of %s columns, except for text to copy', (width) => {
    const text = reporters.terminal(sampleReport(), { ...plain, notes: true, verbose: true, width, out: 'report' });
    const long = text
      .split('\n')
      .filter((line) => line.length > width && !/https?:|conformance baseline|^[┌├│└]/u.test(line));
    expect(long).toEqual([]);
  });

  it.each(['terminal', 'github'] as const)('%s leaves out an effect on clients that is not known', (name) => {
    const report = sampleReport();
    const write = (effect: Effect): string => {
      const impact = { faults: ['x'], clients: [{ client: 'acme-client', version: '1.0.0', effect, tasks: [] }] };
      return reporters[name]({ ...report, findings: report.findings.map((each) => ({ ...each, impact })) }, plain);
    };
    expect(write('not-measured')).toBe(reporters[name](report, plain));
    expect(write('works')).toContain('No measured client breaks');
  });

  it('ends a quotation on a terminal with a complete sentence', () => {
    const report = sampleReport();
    const quote =
      'limit:\n  […]\n    The maximum number of tokens. This value\n    can be used to control\n  […]\n  type: integer';
    const findings = report.findings.map((each) => ({ ...each, source: { ...each.source, quote } }));
    expect(reporters.terminal({ ...report, findings }, plain)).toContain('“The maximum number of tokens.”');
  });

  it.each([
    '"200":\n  description: OK\n  content:',
    '"usage": {\n  "total_tokens": 29,',
    'type: object\nrequired:\n  - id',
  ])('keeps the lines of a schema or an example: %j', (quote) => {
    const report = sampleReport();
    const findings = report.findings.map((each) => ({ ...each, source: { ...each.source, quote } }));
    const lines = quote.split('\n').map((line) => `       ${line}`);
    expect(reporters.terminal({ ...report, findings }, plain)).toContain(lines.join('\n'));
  });

  it('is made of a report that the published schema accepts', () => {
    expect(complaints(JSON.parse(reporters.json(sampleReport(), plain)))).toEqual([]);
  });
});
