import type { RunEvent } from '../core/model/event.js';
import { type Exchange, exchangeOfCase } from '../core/model/exchange.js';
import { cleanText } from '../core/report/clean.js';
import type { Matrix, Run } from './model/matrix.js';
import { evidencePage } from './pages/evidence-page.js';
import type { SiteFile } from './site-pages.js';
import { address } from './view/address.js';

/**
 * The evidence of every case of one run. It needs the events of that run alone: a site is made run by run.
 * @param events null if there is only a report
 */
export function* evidencePages(matrix: Matrix, run: Run, events: readonly RunEvent[] | null): Generator<SiteFile> {
  const exchanges = new Map<number, Exchange>();
  const asks = new Map<string, string>();
  for (const event of events ?? []) {
    if (event.type === 'exchange' && event.against !== true) {
      exchanges.set(event.exchange.id, cleanNames(event.exchange));
    }
    if (event.type !== 'plan') continue;
    for (const planned of event.cases) {
      if (planned.asks !== undefined) asks.set(cleanText(planned.id), cleanText(planned.asks));
    }
  }
  const titles = new Map(matrix.suites.flatMap(({ cases }) => cases.map(({ id, title }) => [id, title] as const)));
  const judged = new Set([...run.results.values()].map((result) => result.case));
  for (const id of judged) {
    const path = address.evidence(run, id);
    if (path === null) continue;
    const parts = {
      run,
      caseId: id,
      title: titles.get(id) ?? id,
      asks: asks.get(id) ?? null,
      exchanges: events === null ? null : exchangesOf(run, id, exchanges),
    };
    yield [path, evidencePage(matrix, parts)];
  }
}

/** The exchanges of a case. */
function exchangesOf(run: Run, id: string, exchanges: ReadonlyMap<number, Exchange>): readonly Exchange[] {
  const results = [...run.results.values()].filter((result) => result.case === id);
  const ids = [...new Set(results.flatMap((result) => result.exchanges))].toSorted((a, b) => a - b);
  return ids.flatMap((n) => {
    const exchange = exchanges.get(n);
    return exchange === undefined ? [] : (exchangeOfCase(exchange, id) ?? []);
  });
}

function cleanNames(exchange: Exchange): Exchange {
  const { case: id, also } = exchange;
  const others = also?.map((turn) => ({ ...turn, case: cleanText(turn.case) }));
  return { ...exchange, case: cleanText(id), ...(others === undefined ? {} : { also: others }) };
}
