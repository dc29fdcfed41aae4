import { compareData } from '../model/compare-runs.js';
import type { Matrix } from '../model/matrix.js';
import { COMPARE_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, relative } from '../view/address.js';
import { renderPage } from '../view/page.js';

/** The differences between any two runs, chosen with the script. Each run and the one before it also without. */
export function comparePage(matrix: Matrix): string {
  const path = address.compare;
  const pairs = matrix.targets.flatMap(({ runs }) =>
    runs.flatMap((after, i) => {
      const before = runs[i + 1];
      return before === undefined ? [] : [{ before, after }];
    }),
  );
  return renderPage(matrix, {
    path,
    title: `Compare — ${matrix.title}`,
    description: 'The differences between two targets, or between two runs of a target.',
    styles: MATRIX_STYLES,
    script: COMPARE_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>Compare</h1>
        <form class="tools" id="tools" aria-label="Runs to compare" hidden>
          <label>
            A <select id="run-a" />
          </label>
          <label>
            B <select id="run-b" />
          </label>
        </form>
        <p id="none" class="quiet" hidden>
          Choose two different runs. They are compared by the specs that judged both.
        </p>
        <div id="comparison" aria-live="polite" />
        <h2>Each run with the one before it</h2>
        {pairs.length === 0 ? (
          <p>No target has more than one run here.</p>
        ) : (
          <ul class="runs">
            {pairs.map(({ before, after }) => (
              <li>
                <a href={relative(path, address.comparison(before, after))}>
                  {after.name}, {before.date} → {after.date}
                </a>
              </li>
            ))}
          </ul>
        )}
        <script
          type="application/json"
          id="data"
          dangerouslySetInnerHTML={{ __html: compareData(matrix).replaceAll('<', '\\u003c') }}
        />
      </>
    ),
  });
}
