import type { Matrix } from '../model/matrix.js';
import { MATRIX_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address } from '../view/address.js';
import { Legend } from '../view/legend.js';
import { MatrixTable, type Detail } from '../view/matrix-table.js';
import { MatrixTools } from '../view/matrix-tools.js';
import { renderPage } from '../view/page.js';

/** No first page is larger, whatever the number of targets: it shows as much detail as fits. */
const LARGEST = 300_000;

/** A cell takes at least so many bytes: what cannot fit is not rendered to find out. */
const SMALLEST_CELL = 45;

/** The first page: legend, then the matrix in as much detail as fits. */
export function indexPage(matrix: Matrix): string {
  const rows = { cases: matrix.suites.flatMap(({ cases }) => cases).length, suites: matrix.suites.length, sections: 2 };
  for (const detail of ['cases', 'suites'] as const) {
    if (rows[detail] * matrix.columns.length * 2 * SMALLEST_CELL > LARGEST) continue;
    const html = render(matrix, detail);
    if (Buffer.byteLength(html) < LARGEST) return html;
  }
  return render(matrix, 'sections');
}

function render(matrix: Matrix, detail: Detail): string {
  const path = address.index;
  return renderPage(matrix, {
    path,
    title: matrix.title,
    description: `Which of ${matrix.columns.length} LLM APIs honour their own documents, and which are drop-ins for OpenAI, with the evidence behind every cell.`,
    styles: MATRIX_STYLES,
    script: MATRIX_SCRIPT,
    body: (
      <>
        <h1>Do they do what their documents say?</h1>
        <p class="lead">
          {matrix.columns.length} {matrix.columns.length === 1 ? 'target' : 'targets'}, held to their own documents and
          to OpenAI’s. Every cell leads to the request that was sent, the bytes that came back, and the documented
          sentence they are measured by.
        </p>
        <Legend />
        <h2>Matrix</h2>
        {matrix.columns.length === 0 ? (
          <p>There is no run in it yet.</p>
        ) : (
          <>
            <MatrixTools cases={detail === 'cases'} runs={matrix.columns} />
            <MatrixTable
              path={path}
              caption="Targets by suites and cases, each judged by its own documents and by OpenAI’s"
              columns={matrix.columns}
              suites={matrix.suites}
              detail={detail}
            />
            {detail === 'cases' ? null : (
              <p class="quiet">
                So many targets have their cases on the pages of the suites and of the targets: follow a row’s or a
                column’s name.
              </p>
            )}
          </>
        )}
        <p class="quiet">
          The same as data: <a href="matrix.json">matrix.json</a>, <a href="matrix.md">matrix.md</a>,{' '}
          <a href="matrix.svg">matrix.svg</a>.
        </p>
      </>
    ),
  });
}
