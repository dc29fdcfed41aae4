import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { Exchange } from '../../core/model/exchange.js';
import type { Report } from '../../core/model/report.js';
import type { Gate } from '../../core/report/judge-run.js';
import { FilterField } from '../../matrix/view/filter-field.js';
import { FindingCard } from '../../matrix/view/finding-card.js';
import type { ReporterOptions } from '../reporter.js';
import { caseCounts, verdictWords } from '../words.js';
import { BaselineSection, Lists, Repaired } from './lists.js';
import { caseAnchor, STYLE } from './style.js';
import { CaseTable } from './case-table.js';
import { enhanceReport } from './enhance-report.js';
import { Evidence, EXCHANGES, exchangeWriter } from './evidence.js';
import { ClaimTable, ParameterTable, SuiteTable } from './tables.js';

const SCRIPT = `(${String(enhanceReport)})();`;

/** Only its own style and script, known by their hashes, are allowed: no text of a server could act, were it not escaped. */
const POLICY = [
  "default-src 'none'",
  `style-src '${integrity(STYLE)}'`,
  `script-src '${integrity(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** `report.html`: one page that needs nothing else. Without the exchanges of the run it has no evidence. */
export function htmlReport(report: Report, { gate, exchanges = [] }: ReporterOptions): string {
  const { head, write, tail } = htmlParts(report, gate, new Set(exchanges.map(({ id }) => id)));
  return [head, ...exchanges.map(write), tail].join('');
}

/** A page in parts, so that its exchanges are not all in memory: `head`, each exchange by `write`, and `tail`. */
export interface HtmlParts {
  readonly head: string;
  readonly write: (exchange: Exchange) => string;
  readonly tail: string;
}

/** @param shown the ids of the exchanges that are written */
export function htmlParts(report: Report, gate: Gate, shown: ReadonlySet<number>): HtmlParts {
  const { target, run, tool, specs, findings } = report;
  const { outcome, line } = verdictWords(report, gate);
  const title = `Conformance of ${target.baseUrl}`;
  const cards = findings.map((finding, n) => (
    <FindingCard
      finding={finding}
      anchor={`f${n + 1}`}
      number={`${n + 1}.`}
      all={report.results.filter(({ spec }) => spec === finding.spec).length}
      placeHref={shown.has(finding.exchanges[0] ?? -1) ? `#x${finding.exchanges[0]}` : null}
      further={finding.exchanges.slice(1).flatMap((id) => (shown.has(id) ? [{ exchange: id, href: `#x${id}` }] : []))}
      caseHref={(id) => `#${caseAnchor(finding.spec, id)}`}
    />
  ));
  const heavy = findings.filter(({ level }) => level !== 'note').length;
  const html = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <p class={outcome === 'conforms' ? 'outcome' : 'outcome bad'}>{line}.</p>
          <ul class="counts">
            {specs.map(({ id }) => (
              <li>
                <b>{id}</b>: {caseCounts(report, id)}
              </li>
            ))}
          </ul>
          <p class="quiet">
            Model {target.model ?? 'unknown'}, judged on {run.startedAt.slice(0, 16).replace('T', ' ')} UTC by{' '}
            {specs.map(({ id, revision }) => `${id} (revision ${revision})`).join(', ')}, with {tool.name}{' '}
            {tool.version}: {run.requests} requests, {run.tokens.prompt} prompt and {run.tokens.completion} completion
            tokens
            {run.repeat === undefined ? '' : `, each case ${run.repeat} times`}.
          </p>
          <FilterField label="Show only what contains" placeholder="tools usage" />
          <h2>Findings</h2>
          {heavy === 0 ? <p>None.</p> : cards.slice(0, heavy)}
          {cards.length === heavy ? null : (
            <details>
              <summary>Notes, which do not fail a run: {cards.length - heavy}</summary>
              {cards.slice(heavy)}
            </details>
          )}
          <Repaired report={report} />
          <BaselineSection report={report} />
          <ParameterTable report={report} />
          <h2>Cases</h2>
          <CaseTable report={report} shown={shown} />
          <Lists report={report} />
          <details>
            <summary>Counts by suite and by claim</summary>
            <SuiteTable report={report} />
            <ClaimTable report={report} />
          </details>
          <Evidence report={report} shown={shown} />
        </main>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>,
  );
  const [before = '', after = ''] = html.split(EXCHANGES);
  return { head: `<!doctype html>\n${before}`, write: exchangeWriter(report), tail: `${after}\n` };
}

function integrity(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
