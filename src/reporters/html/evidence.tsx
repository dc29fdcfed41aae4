import { h } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { Exchange } from '../../core/model/exchange.js';
import type { Report } from '../../core/model/report.js';
import { shownExchange } from '../../matrix/evidence/shown-exchange.js';
import type { PlacedDivergence } from '../../matrix/evidence/mark-map.js';
import { ExchangeView } from '../../matrix/view/exchange-view.js';
import { caseAnchor } from './style.js';

/** An element that the exchanges replace. Text of a report cannot contain it: it is escaped. */
export const EXCHANGES = '<x-exchanges></x-exchanges>';

/** The section for the exchanges that findings point at; none if none are shown. */
export function Evidence({ report, shown }: { readonly report: Report; readonly shown: ReadonlySet<number> }) {
  if (shown.size === 0) return null;
  return (
    <section>
      <h2>Evidence</h2>
      <p class="quiet">
        Some exchanges of every finding. All {report.run.requests} are in <code>exchanges.har</code>.
      </p>
      {h('x-exchanges', null)}
    </section>
  );
}

/** Writes exchanges with their diverging places marked; each mark leads back to its finding. */
export function exchangeWriter(report: Report): (exchange: Exchange) => string {
  const placed = placesOf(report);
  return (exchange) =>
    renderToStaticMarkup(
      <div data-filter="">
        <p class="quiet">
          {report.results
            .filter((result) => result.exchanges.includes(exchange.id))
            .map(({ spec, case: id }) => (
              <>
                <a href={`#${caseAnchor(spec, id)}`}>{id}</a>{' '}
              </>
            ))}
        </p>
        <ExchangeView shown={shownExchange(exchange, placed, [])} />
      </div>,
    );
}

/** The divergences with the anchors of their findings. */
function placesOf({ results, findings }: Report): readonly PlacedDivergence[] {
  const numbers = new Map(findings.map(({ id }, n) => [id, n + 1]));
  return results.flatMap(({ spec, divergences }) =>
    divergences.flatMap((divergence) => {
      const number = numbers.get(divergence.finding ?? '');
      return number === undefined ? [] : [{ anchor: `f${number}`, spec, divergence }];
    }),
  );
}
