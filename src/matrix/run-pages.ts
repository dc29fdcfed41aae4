import { defined } from '../core/model/defined.js';
import type { CaseResult } from '../core/model/case-result.js';
import type { RunEvent } from '../core/model/event.js';
import { type Exchange, exchangeOfCase } from '../core/model/exchange.js';
import type { Report } from '../core/model/report.js';
import { groupBy } from '../core/model/group-by.js';
import { clean, cleanText } from '../core/report/clean.js';
import type { Matrix, Run } from './model/matrix.js';
import { evidencePage } from './pages/evidence-page.js';
import { runPage } from './pages/run-page.js';
import type { SiteFile } from './site-pages.js';
import { address } from './view/address.js';

/** What the pages about one run need of it. */
export interface RunDetails {
  readonly report: Report;
  /** Null if there is only a report. */
  readonly events: readonly RunEvent[] | null;
}

/**
 * The page of one run and the evidence of each of its cases. A site is made run by run: the details of one run are in
 * memory at a time.
 */
export function* runPages(matrix: Matrix, run: Run, details: RunDetails): Generator<SiteFile> {
  const report = clean(details.report);
  const target = matrix.targets.find(({ runs }) => runs.includes(run));
  if (target !== undefined) yield [address.run(run), runPage(matrix, target, run, report)];
  const { exchanges, asks } = readEvidence(details.events ?? []);
  const titles = new Map(matrix.suites.flatMap(({ cases }) => cases.map(({ id, title }) => [id, title] as const)));
  for (const [id, judged] of groupBy(report.results, (result) => result.case)) {
    const path = address.evidence(run, id);
    if (path === null) continue;
    const parts = {
      run,
      caseId: id,
      title: titles.get(id) ?? id,
      asks: asks.get(id) ?? null,
      results: run.specs.flatMap((spec) => judged.findLast((result) => result.spec === spec.id) ?? []),
      exchanges: details.events === null ? null : exchangesOf(judged, id, exchanges),
    };
    yield [path, evidencePage(matrix, parts)];
  }
}

function readEvidence(events: readonly RunEvent[]) {
  const exchanges = new Map<number, Exchange>();
  const asks = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'exchange' && event.against !== true) {
      exchanges.set(event.exchange.id, cleanNames(event.exchange));
    }
    if (event.type !== 'plan') continue;
    for (const planned of event.cases) {
      if (planned.asks !== undefined) asks.set(cleanText(planned.id), cleanText(planned.asks));
    }
  }
  return { exchanges, asks };
}

/** The exchanges of a case. */
function exchangesOf(
  results: readonly CaseResult[],
  id: string,
  exchanges: ReadonlyMap<number, Exchange>,
): readonly Exchange[] {
  const ids = [...new Set(results.flatMap((result) => result.exchanges))].toSorted((a, b) => a - b);
  return ids.flatMap((n) => {
    const exchange = exchanges.get(n);
    return exchange === undefined ? [] : (exchangeOfCase(exchange, id) ?? []);
  });
}

function cleanNames(exchange: Exchange): Exchange {
  const { case: id, also } = exchange;
  const others = also?.map((turn) => ({ ...turn, case: cleanText(turn.case) }));
  return { ...exchange, case: cleanText(id), ...defined({ also: others }) };
}
