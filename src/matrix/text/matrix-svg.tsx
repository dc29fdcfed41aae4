import { renderToStaticMarkup } from 'preact-render-to-string';
import { casesCell, countCases, fraction } from '../model/cells.js';
import { STATES } from '../model/state.js';
import { specOf } from '../model/view.js';
import type { Matrix, Run, SuiteRow, View } from '../model/matrix.js';

const NAME = 210;
const CELL = 78;
const ROW = 30;
const TOP = 76;
const MOST = 30;

const STYLE = `text{font:12px "Helvetica Neue",Arial,"Liberation Sans",sans-serif;fill:#1c1b19}.h{font-weight:600}.q{fill:#5d5a54;font-size:11px}.bg{fill:#fdfcf9}.l{stroke:#e2ded5}
.c{fill:#e5f3ea}.d{fill:#fce8e8}.s{fill:#fcf0d9}.i{fill:#ecebf8}.o,.n,.x{fill:none}[class^=t]{font-size:11px}.tc{fill:#17603a}.td{fill:#a1121f}.ts{fill:#7d4a00}.ti{fill:#4b4a86}.to,.tn,.tx{fill:#5d5a54}
@media (prefers-color-scheme:dark){text{fill:#e9e6df}.q{fill:#a5a29b}.bg{fill:#15161a}.l{stroke:#34363d}.c{fill:#163424}.d{fill:#451b1f}.s{fill:#3d2c10}.i{fill:#2a2a4a}.tc{fill:#7fd6a3}.td{fill:#ff9d9d}.ts{fill:#f3c37a}.ti{fill:#bdbbf5}.to,.tn,.tx{fill:#a5a29b}}`;

/** The matrix as a picture for a README: core suites by targets, one block for each view that judged a target. */
export function matrixSvg(matrix: Matrix): string {
  const suites = matrix.suites.filter(({ optional }) => !optional);
  const runs = matrix.columns.slice(0, MOST);
  const views = matrix.views.filter((view) => runs.some((run) => specOf(run, view) !== null));
  const side = suites.length * CELL;
  const width = NAME + Math.max(1, views.length) * (side + 14) + 10;
  const height = TOP + runs.length * ROW + 46;
  const x = (view: number): number => NAME + view * (side + 14);
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={matrix.title}
    >
      <title>{matrix.title}</title>
      <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      <rect class="bg" width={width} height={height} rx="8" />
      <text class="h" x="14" y="30">
        {shorten(matrix.title, 28)}
      </text>
      {views.map((view, v) => (
        <>
          <text class="h" x={x(v) + 4} y="30">
            {view.title}
          </text>
          {suites.map((suite, i) => (
            <text class="q" x={x(v) + i * CELL + 4} y="60">
              {shorten(suite.title, 12)}
            </text>
          ))}
        </>
      ))}
      {runs.map((run, r) => (
        <>
          <path class="l" d={`M14 ${TOP + r * ROW}H${width - 10}`} />
          <text x="14" y={TOP + r * ROW + 19}>
            {shorten([run.name, run.version].filter((part) => part !== null).join(' '), 30)}
          </text>
          {views.map((view, v) => (
            <Cells x={x(v)} y={TOP + r * ROW} run={run} view={view} suites={suites} />
          ))}
        </>
      ))}
      <text class="q" x="14" y={height - 16}>
        {`Core cases in the state, of the promised ones · ${matrix.builtAt.slice(0, 10)}${matrix.columns.length > MOST ? ` · the first ${MOST} of ${matrix.columns.length} targets` : ''}`}
      </text>
    </svg>,
  );
}

function Cells({
  x,
  y,
  run,
  view,
  suites,
}: {
  readonly x: number;
  readonly y: number;
  readonly run: Run;
  readonly view: View;
  readonly suites: readonly SuiteRow[];
}) {
  return (
    <>
      {suites.map((suite, i) => {
        const ids = suite.cases.map(({ id }) => id);
        const cell = casesCell(countCases(run, specOf(run, view), ids));
        const { sign, letter } = STATES[cell.state];
        return (
          <>
            <rect class={letter} x={x + i * CELL + 1} y={y + 3} width={CELL - 2} height={ROW - 6} rx="3" />
            <text class={`t${letter}`} x={x + i * CELL + 6} y={y + 19}>
              {`${sign} ${fraction(cell)}`.trim()}
            </text>
          </>
        );
      })}
    </>
  );
}

const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
