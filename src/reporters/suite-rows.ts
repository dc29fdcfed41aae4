import type { Report } from '../core/model/report.js';

/** The counts of one suite under one spec. */
export interface SuiteRow {
  readonly spec: string;
  readonly suite: string;
  readonly conforms: number;
  readonly diverges: number;
  readonly inconclusive: number;
  readonly omitted: number;
  readonly skipped: number;
  readonly notRun: number;
}

/** The report's cases counted by spec and suite, in the order in which they were met. */
export function suiteRows(report: Report): readonly SuiteRow[] {
  const rows = new Map<string, { -readonly [K in keyof SuiteRow]: SuiteRow[K] }>();
  const row = (spec: string, caseId: string) => {
    const suite = caseId.split('/')[0] ?? caseId;
    const key = `${spec} ${suite}`;
    const found = rows.get(key) ?? {
      spec,
      suite,
      conforms: 0,
      diverges: 0,
      inconclusive: 0,
      omitted: 0,
      skipped: 0,
      notRun: 0,
    };
    rows.set(key, found);
    return found;
  };
  for (const result of report.results) row(result.spec, result.case)[result.verdict] += 1;
  for (const planned of report.notRun) row(planned.spec, planned.case).notRun += 1;
  for (const omission of report.omitted) row(omission.spec, omission.case).omitted += 1;
  for (const omission of report.skipped ?? []) row(omission.spec, omission.case).skipped += 1;
  const order = report.specs.map(({ id }) => id);
  return [...rows.values()].sort((a, b) => order.indexOf(a.spec) - order.indexOf(b.spec));
}
