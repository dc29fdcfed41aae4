import type { CaseResult } from '../../core/model/case-result.js';
import type { Exchange } from '../../core/model/exchange.js';
import { placeDivergences } from '../evidence/mark-map.js';
import { shownExchange } from '../evidence/shown-exchange.js';
import { caseCell } from '../model/cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { COPY_SCRIPT } from '../client/scripts.js';
import { EVIDENCE_STYLES } from '../style/evidence.js';
import { address, relative } from '../view/address.js';
import { DivergenceCards } from '../view/divergence-card.js';
import { ExchangeView } from '../view/exchange-view.js';
import { anchorsOf } from '../view/place-anchor.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { StateMark } from '../view/state-mark.js';

/** What an evidence page is made of. */
export interface EvidenceParts {
  readonly run: Run;
  readonly caseId: string;
  readonly title: string;
  readonly asks: string | null;
  /** The results of the case, in the order of the run's specs. */
  readonly results: readonly CaseResult[];
  /** The exchanges of the case; null if the run's folder has no record of them. */
  readonly exchanges: readonly Exchange[] | null;
}

/** The evidence of one case: the verdict of each spec, and its requests and responses with the divergences marked. */
export function evidencePage(matrix: Matrix, { run, caseId, title, asks, results, exchanges }: EvidenceParts): string {
  const path = address.evidence(run, caseId) ?? '';
  const placed = placeDivergences(results);
  const schemes = run.specs.flatMap(({ id }) => matrix.auth.get(id) ?? []);
  const shown = (exchanges ?? []).map((exchange) => shownExchange(exchange, placed, schemes));
  const anchors = new Set(shown.flatMap(anchorsOf));
  return renderPage(matrix, {
    path,
    title: `${caseId} at ${run.name} — ${matrix.title}`,
    description: `The requests and responses of the case ${caseId} at ${run.name}, and the documented sentences.`,
    styles: EVIDENCE_STYLES,
    script: COPY_SCRIPT,
    trail: [
      [address.index, 'Matrix'],
      [address.run(run), run.name],
    ],
    body: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          <code>{caseId}</code>
          {asks === null ? '' : ` · ${asks}`}
        </p>
        <p class="quiet">
          <RunFacts run={run} />
        </p>
        {results.map((result) => (
          <section class="verdict" aria-label={`Verdict by ${result.spec}`}>
            <h2>
              By {result.spec} <StateMark cell={caseCell(run, result.spec, caseId)} href={null} />
            </h2>
            {result.inconclusive === null ? null : (
              <p>
                Inconclusive ({result.inconclusive.reason}): {result.inconclusive.detail}
              </p>
            )}
            <p class="quiet">
              {result.observed.length} {result.observed.length === 1 ? 'claim was' : 'claims were'} tested.{' '}
              <a href={relative(path, address.claimsOf(result.spec))}>The claims of {result.spec}</a>
            </p>
            <DivergenceCards
              path={path}
              matrix={matrix}
              placed={placed.filter(({ spec }) => spec === result.spec)}
              anchors={anchors}
            />
          </section>
        ))}
        <h2>Evidence</h2>
        {exchanges === null ? (
          <p>The exchanges of this run are not part of the site, because it was made from a report.json alone.</p>
        ) : exchanges.length === 0 ? (
          <p>No exchange of this case is in the record.</p>
        ) : (
          shown.map((exchange) => <ExchangeView shown={exchange} />)
        )}
      </>
    ),
  });
}
