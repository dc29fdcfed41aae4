import { describe, expect, it } from 'vitest';
import { REPORTER_NAMES } from '../../../src/core/report/reporter-names.js';
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
    expect(reporters[name](sampleReport(undefined, false), plain)).not.toMatch(/baseline/iu);
  });

  it('tells the terminal more where notes are asked for, and in colour', () => {
    const text = reporters.terminal(sampleReport(), { ...plain, notes: true, color: true });
    expect(text).toContain('undocumented-field');
    expect(text).toContain('\u001b[31m');
  });

  it('tells a narrow terminal of each suite on a line of its own', () => {
    const text = reporters.terminal(sampleReport(), { ...plain, width: 60 });
    expect(text).toContain('\nacme basic: 2 conform, 0 diverge, 0 inconclusive, 0 omitted, 0 not run\n');
    expect(text).not.toContain('┌');
  });

  it('is made of a report that the published schema accepts', () => {
    expect(complaints(JSON.parse(reporters.json(sampleReport(), plain)))).toEqual([]);
  });
});
