import type { Exchange } from '../../core/model/exchange.js';
import type { Report } from '../../core/model/report.js';
import { shownExchange } from '../../matrix/evidence/shown-exchange.js';
import type { PlacedDivergence } from '../../matrix/evidence/mark-map.js';
import { ExchangeView } from '../../matrix/view/exchange-view.js';
import { caseAnchor } from './style.js';

/** The exchanges that findings point at, with the diverging places marked; each mark leads back to its finding. */
export function Evidence({ report, exchanges }: { readonly report: Report; readonly exchanges: readonly Exchange[] }) {
  if (exchanges.length === 0) return null;
  const placed = placesOf(report);
  return (
    <section>
      <h2>Evidence</h2>
      <p class="quiet">
        Some exchanges of every finding. All {report.run.requests} are in <code>exchanges.har</code>.
      </p>
      {exchanges.map((exchange) => (
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
        </div>
      ))}
    </section>
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
