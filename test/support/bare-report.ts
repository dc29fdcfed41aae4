import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/core/model/report.js';

/** The report of a folder. */
export function reportOf(folder: string): Report {
  return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
}

/** A report without times and the numbers of exchanges, which differ from run to run. */
export function bareReport(report: Report): unknown {
  const ids = /"(?:chatcmpl|call|req)[-_][^"]*"/gu;
  const bare = {
    ...report,
    run: { ...report.run, startedAt: null, durationMs: null },
    results: report.results.map((result) => ({
      ...result,
      exchanges: result.exchanges.length,
      divergences: result.divergences.map((each) => ({ ...each, exchange: null })),
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
