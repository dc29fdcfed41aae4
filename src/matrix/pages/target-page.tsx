import { casesCell, countCases } from '../model/cells.js';
import { compareRuns } from '../model/compare-runs.js';
import type { Matrix, Run, Target } from '../model/matrix.js';
import { specOf } from '../model/view.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, relative } from '../view/address.js';
import { HistoryChart } from '../view/history-chart.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';

/** The history of a target: a chart and a table of its runs, and the differences between each run and the next. */
export function targetPage(matrix: Matrix, target: Target): string {
  const path = address.target(target);
  const views = matrix.views.filter((view) => target.runs.some((run) => specOf(run, view) !== null));
  return renderPage(matrix, {
    path,
    title: `History of ${target.name} — ${matrix.title}`,
    description: `The runs of ${target.name}, and what changed between them.`,
    styles: MATRIX_STYLES,
    script: '',
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>History of {target.name}</h1>
        <p class="lead">
          {target.runs[0]?.baseUrl} · {target.runs.length} {target.runs.length === 1 ? 'run' : 'runs'}, the newest
          first.
        </p>
        <div class="pair">
          {views.map((view) => (
            <section>
              <h2>{view.title}</h2>
              <HistoryChart runs={target.runs} view={view} />
            </section>
          ))}
        </div>
        <div class="scroll" role="region" aria-label="Runs" tabindex={0}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">Run</th>
                {views.map(({ title }) => (
                  <th scope="col">{title}</th>
                ))}
                <th scope="col">Since the run before</th>
              </tr>
            </thead>
            <tbody>
              {target.runs.map((run, i) => (
                <tr>
                  <th scope="row">
                    <a href={relative(path, address.run(run))}>
                      <RunFacts run={run} />
                    </a>
                  </th>
                  {views.map((view) => (
                    <td>{describeCounts(run, specOf(run, view))}</td>
                  ))}
                  <td>
                    <Since path={path} matrix={matrix} run={run} before={target.runs[i + 1]} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </>
    ),
  });
}

function describeCounts(run: Run, spec: string | null): string {
  if (spec === null) return 'not judged';
  const counts = countCases(run, spec);
  const { of } = casesCell(counts);
  return `${counts.conforms} conform, ${counts.diverges + counts.should} diverge, ${counts.inconclusive} inconclusive of ${of} cases`;
}

function Since({
  path,
  matrix,
  run,
  before,
}: {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
  readonly before: Run | undefined;
}) {
  if (before === undefined) return <>the first</>;
  const { onlyA, onlyB, different } = compareRuns(matrix, before, run);
  return (
    <a href={relative(path, address.comparison(before, run))}>
      {onlyB.length} new, {onlyA.length} gone, {different.length} changed
    </a>
  );
}
