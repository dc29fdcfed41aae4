import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'preact-render-to-string';
import type { Report } from '../../core/model/report.js';
import { groupDivergences } from '../../core/report/group.js';
import { asSentence, describeShortfall } from '../../core/report/describe-shortfall.js';
import { judgeRun } from '../../core/report/judge-run.js';
import type { ReporterOptions } from '../reporter.js';
import { verdictLine } from '../verdict-line.js';
import { BaselineSection } from './baseline-section.js';
import { DivergenceCard } from './divergence-card.js';
import { Lists } from './lists.js';
import { Repaired } from './repaired.js';
import { STYLE } from './style.js';
import { ClaimTable, SuiteTable } from './tables.js';

/** Its own style, known by its hash, is all that the page lets in: no text of a server could act, were it not escaped. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** `report.html`: the report as one page that needs nothing else, no script and no network. */
export function htmlReport(report: Report, { gate }: ReporterOptions): string {
  const { target, run, tool, specs } = report;
  const groups = groupDivergences(report.results);
  const weighty = groups.filter(({ divergence }) => divergence.level !== 'note');
  const notes = groups.filter(({ divergence }) => divergence.level === 'note');
  const shortfall = describeShortfall(report, gate);
  const title = `Conformance of ${target.baseUrl}`;
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
          <p class="quiet">
            Model {target.model ?? 'unknown'}, judged on {run.startedAt} by{' '}
            {specs.map(({ id, revision }) => `${id} (revision ${revision})`).join(', ')}, with {tool.name}{' '}
            {tool.version}: {run.requests} requests, {run.tokens.prompt} prompt and {run.tokens.completion} completion
            tokens
            {run.repeat === undefined ? '' : `, each case ${run.repeat} times`}.
          </p>
          <p class={judgeRun(report, gate) === 'conforms' ? 'verdict' : 'verdict bad'}>{verdictLine(report)}</p>
          {shortfall === null ? null : <p class="must">{asSentence(shortfall)}</p>}
          <SuiteTable report={report} />
          <ClaimTable report={report} />
          <BaselineSection report={report} />
          <h2>Divergences</h2>
          {weighty.length === 0 ? <p>None.</p> : weighty.map((group) => <DivergenceCard group={group} />)}
          {notes.length === 0 ? null : (
            <details>
              <summary>Notes, which fail no run: {notes.length}</summary>
              {notes.map((group) => (
                <DivergenceCard group={group} />
              ))}
            </details>
          )}
          <Repaired report={report} />
          <Lists report={report} />
        </main>
      </body>
    </html>,
  );
  return `<!doctype html>\n${html}\n`;
}
