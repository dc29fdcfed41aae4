import type { RunEvent } from '../core/model/event.js';
import type { Report } from '../core/model/report.js';
import { clean } from '../core/report/clean.js';
import { harText, toHar } from '../io/har/write-har.js';
import { readExchanges } from '../io/record/read-events.js';
import type { FileContent } from '../io/files/write-file.js';
import { htmlReport } from '../reporters/html/html.js';
import { jsonReport } from '../reporters/json.js';
import { junitReport } from '../reporters/junit.js';
import { markdownReport } from '../reporters/markdown.js';
import type { ReporterOptions } from '../reporters/reporter.js';

/** What is derived knows nothing of the flags of the run: the same events give the same files. */
const PLAIN: ReporterOptions = { color: false, width: 100, notes: false, gate: { failOn: 'should' } };

/** The files that stand beside `results.ndjson`, all derived from its events. */
export function deriveFiles(report: Report, events: readonly RunEvent[]): ReadonlyMap<string, string> {
  return derive(report, (upstream) => {
    const exchanges = events.flatMap((event) =>
      event.type === 'exchange' && (event.against === true) === upstream ? [event.exchange] : [],
    );
    return JSON.stringify(toHar(exchanges, report.tool.version), null, 1);
  });
}

/**
 * The same of a record that this process wrote: its exchanges are read one by one where they are written, and never
 * stand in memory together.
 */
export function deriveFromRecord(report: Report, file: string): ReadonlyMap<string, FileContent> {
  return derive<FileContent>(report, (upstream) => harText(readExchanges(file, upstream), report.tool.version));
}

function derive<T>(report: Report, har: (upstream: boolean) => T): ReadonlyMap<string, string | T> {
  const shown = clean(report);
  return new Map<string, string | T>([
    ['report.json', jsonReport(report)],
    ['report.md', markdownReport(shown, PLAIN)],
    ['report.html', htmlReport(shown, PLAIN)],
    ['junit.xml', junitReport(shown, PLAIN)],
    ['exchanges.har', har(false)],
    ...(report.against === undefined ? [] : [['against.har', har(true)] as const]),
  ]);
}
