import type { Matrix, SuiteRow } from '../model/matrix.js';
import { MATRIX_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
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
    body: (
      <>
        <Crumbs path={path} trail={[[address.index, 'Matrix']]} />
        <h1>{suite.title}</h1>
        <p class="lead">
          {suites.reduce((sum, { cases }) => sum + cases.length, 0)} cases of the suite <code>{suite.id}</code>, for{' '}
          {matrix.columns.length} targets. What the signs mean stands before the matrix.
        </p>
        <MatrixTools cases={false} runs={matrix.columns} />
        <MatrixTable
          path={path}
          caption={`Targets by the cases of ${suite.title}`}
          columns={matrix.columns}
          suites={suites}
          detail="cases"
        />
      </>
    ),
  });
}
