import type { Matrix, SuiteRow } from '../model/matrix.js';
import { MATRIX_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address } from '../view/address.js';
import { Legend } from '../view/legend.js';
import { MatrixTable } from '../view/matrix-table.js';
import { MatrixTools } from '../view/matrix-tools.js';
import { renderPage } from '../view/page.js';

/** The matrix of one suite: all its cases, core and optional, for all targets. */
export function suitePage(matrix: Matrix, suite: SuiteRow): string {
  const path = address.suite(suite);
  const suites = matrix.suites.filter(({ slug }) => slug === suite.slug);
  return renderPage(matrix, {
    path,
    title: `${suite.title} — ${matrix.title}`,
    description: `Every case of the suite ${suite.id}, for all targets.`,
    styles: MATRIX_STYLES,
    script: MATRIX_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>{suite.title}</h1>
        <p class="lead">
          {suites.reduce((sum, { cases }) => sum + cases.length, 0)} cases of the suite <code>{suite.id}</code>,{' '}
          {matrix.columns.length} {matrix.columns.length === 1 ? 'target' : 'targets'}.
        </p>
        <MatrixTools views={matrix.views} cases={false} />
        <Legend views={matrix.views} />
        <MatrixTable
          path={path}
          matrix={matrix}
          caption={`Targets by the cases of ${suite.title}`}
          suites={suites}
          detail="cases"
        />
      </>
    ),
  });
}
