import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/core/model/report.js';

/** The report of a folder. */
export function reportOf(folder: string): Report {
  return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
}

/**
 * A report without durations and generated ids, which differ from run to run. Exchanges are numbered in the order in
 * which they were sent: a finding has the cases of its exchanges instead.
 */
export function bareReport(report: Report): unknown {
  const ids = /"(?:chatcmpl|call|req)[-_][^"]*"/gu;
  const casesOf = (shown: readonly number[]): readonly string[] => [
    ...new Set(
      report.results.filter(({ exchanges }) => shown.some((id) => exchanges.includes(id))).map(({ case: id }) => id),
    ),
  ];
  const bare = {
    ...report,
    run: { ...report.run, startedAt: null, durationMs: null },
    findings: report.findings.map((finding) => ({ ...finding, exchanges: casesOf(finding.exchanges) })),
    results: report.results.map((result) => ({
      ...result,
      durationMs: null,
      exchanges: result.exchanges.length,
      divergences: result.divergences.map((each) => ({
        ...each,
        exchange: each.exchange === null ? null : result.exchanges.includes(each.exchange),
      })),
    })),
  };
  return JSON.parse(JSON.stringify(bare).replaceAll(ids, '"(id)"'));
}

/** The lines of a record. */
export function linesOf(folder: string): readonly { readonly type: string }[] {
  const text = readFileSync(join(folder, 'results.ndjson'), 'utf8');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as { readonly type: string });
}
