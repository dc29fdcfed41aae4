import { compareData } from '../model/compare-data.js';
import type { Matrix } from '../model/matrix.js';
import { COMPARE_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address, relative } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
import { renderPage } from '../view/page.js';

/** Any two runs against each other: chosen by script; the runs of one target in turn, also without. */
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
    description: 'Two runs of a target, or two targets: what is new, gone, changed and the same.',
    styles: MATRIX_STYLES,
    script: COMPARE_SCRIPT,
    body: (
      <>
        <Crumbs path={path} trail={[[address.index, 'Matrix']]} />
        <h1>Compare</h1>
        <form class="tools" id="tools" aria-label="Runs to compare" hidden>
          <label>
            Before <select id="before" />
          </label>
          <label>
            After <select id="after" />
          </label>
        </form>
        <p id="none" class="quiet" hidden>
          Choose two different runs. Only what the same documents judged in both is compared.
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
