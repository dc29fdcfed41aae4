import type { Matrix } from '../model/matrix.js';
import { MATRIX_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address } from '../view/address.js';
import { Legend } from '../view/legend.js';
import { countColumns, MatrixTable, type Detail } from '../view/matrix-table.js';
import { MatrixTools } from '../view/matrix-tools.js';
import { renderPage } from '../view/page.js';

/** The most bytes of the first page. It shows as much detail as fits. */
const LARGEST = 600_000;

/** The fewest bytes of a cell. A page that cannot fit is not rendered. */
const SMALLEST_CELL = 45;

/** The first page: the matrix in as much detail as fits, with its legend folded. */
export function indexPage(matrix: Matrix): string {
  const rows = { cases: matrix.suites.flatMap(({ cases }) => cases).length, suites: matrix.suites.length };
  for (const detail of ['cases', 'suites'] as const) {
    if (rows[detail] * countColumns(matrix) * SMALLEST_CELL > LARGEST) continue;
    const html = render(matrix, detail);
    if (Buffer.byteLength(html) < LARGEST) return html;
  }
  return render(matrix, 'sections');
}

function render(matrix: Matrix, detail: Detail): string {
  const path = address.index;
  const targets = `${matrix.columns.length} ${matrix.columns.length === 1 ? 'target' : 'targets'}`;
  return renderPage(matrix, {
    path,
    title: matrix.title,
    description: `${targets}: which LLM APIs conform to their own documents, and which are drop-ins, with the evidence of every cell.`,
    styles: MATRIX_STYLES,
    script: MATRIX_SCRIPT,
    trail: [],
    body: (
      <>
        <h1>{matrix.title}</h1>
        <p class="lead">
          {targets}, judged by their documents. Every cell links to the request, the response and the documented
          sentence.
        </p>
        {matrix.columns.length === 0 ? (
          <p>No runs yet.</p>
        ) : (
          <>
            <MatrixTools views={matrix.views} cases={detail === 'cases'} />
            <Legend views={matrix.views} />
            <MatrixTable
              path={path}
              matrix={matrix}
              caption="Targets by suites and cases"
              suites={matrix.suites}
              detail={detail}
            />
            {detail === 'cases' ? null : (
              <p class="quiet">With so many targets, the cases are on the pages of the suites and of the targets.</p>
            )}
          </>
        )}
        <p class="quiet">
          As data: <a href="matrix.json">matrix.json</a>, <a href="matrix.md">matrix.md</a>,{' '}
          <a href="matrix.svg">matrix.svg</a>.
        </p>
      </>
    ),
  });
}
