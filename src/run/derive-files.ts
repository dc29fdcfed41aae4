import type { Exchange } from '../core/model/exchange.js';
import type { RunEvent } from '../core/model/event.js';
import type { Report } from '../core/model/report.js';
import { clean } from '../core/report/clean.js';
import { harText, toHar } from '../io/har/write-har.js';
import type { FileContent } from '../io/files/write-file.js';
import { htmlParts, htmlReport } from '../reporters/html/html.js';
import { jsonReport } from '../reporters/json.js';
import { junitReport } from '../reporters/junit.js';
import { markdownReport } from '../reporters/markdown.js';
import type { ReporterOptions } from '../reporters/reporter.js';

/** What is derived knows nothing of the flags of the run: the same events give the same files. */
const PLAIN: ReporterOptions = { color: false, width: 100, notes: false, gate: { failOn: 'should' } };

/** The files next to `results.ndjson`, all derived from its events. */
export function deriveFiles(report: Report, events: readonly RunEvent[]): ReadonlyMap<string, string> {
  const exchangesOf = (upstream: boolean): readonly Exchange[] =>
    events.flatMap((event) =>
      event.type === 'exchange' && (event.against === true) === upstream ? [event.exchange] : [],
    );
  const wanted = evidenceOf(report);
  return derive(
    report,
    (upstream) => JSON.stringify(toHar(exchangesOf(upstream), report.tool.version), null, 1),
    page(
      report,
      exchangesOf(false).filter(({ id }) => wanted.has(id)),
    ),
  );
}

/** Reads the exchanges of a record one by one: those with the upstream, or those with the target. */
export type ReadRecord = (upstream: boolean) => AsyncIterable<Exchange>;

/** The same for a record: its exchanges are read one by one while they are written, and are never in memory together. */
export function deriveFromRecord(report: Report, read: ReadRecord): ReadonlyMap<string, FileContent> {
  return derive<FileContent>(
    report,
    (upstream) => harText(read(upstream), report.tool.version),
    pageFromRecord(report, read),
  );
}

function derive<T>(report: Report, har: (upstream: boolean) => T, html: T): ReadonlyMap<string, string | T> {
  const shown = clean(report);
  return new Map<string, string | T>([
    ['report.json', jsonReport(report)],
    ['report.md', markdownReport(shown, PLAIN)],
    ['report.html', html],
    ['junit.xml', junitReport(shown, PLAIN)],
    ['exchanges.har', har(false)],
    ...(report.against === undefined ? [] : [['against.har', har(true)] as const]),
  ]);
}

function page(report: Report, exchanges: readonly Exchange[]): string {
  return htmlReport(clean(report), { ...PLAIN, exchanges });
}

async function* pageFromRecord(report: Report, read: ReadRecord): AsyncGenerator<string, void, void> {
  const left = new Set(evidenceOf(report));
  const { head, write, tail } = htmlParts(clean(report), PLAIN.gate, new Set(left));
  yield head;
  if (left.size > 0)
    for await (const exchange of read(false)) {
      if (!left.delete(exchange.id)) continue;
      yield write(exchange);
      if (left.size === 0) break;
    }
  yield tail;
}

/** So many exchanges are evidence in `report.html`; `conformance show` has that of all findings. */
const MOST_EVIDENCE = 50;

/** So many exchanges of one finding. */
const MOST_EACH = 5;

/** The ids of the exchanges that `report.html` shows: the first of every finding, then the second, and so on. */
function evidenceOf({ findings }: Report): ReadonlySet<number> {
  const ids = new Set<number>();
  for (let n = 0; n < MOST_EACH; n++)
    for (const { exchanges } of findings) {
      const id = exchanges[n];
      if (id !== undefined && ids.size < MOST_EVIDENCE) ids.add(id);
    }
  return ids;
}
