import { countCases } from '../model/cells.js';
import { specOf } from '../model/view.js';
import type { Run, View } from '../model/matrix.js';

const WIDTH = 320;
const HEIGHT = 120;
const BASE = 100;
const MOST_RUNS = 24;

/** The cases of a target's runs as stacked bars, the oldest at the left. The table below it has the numbers. */
export function HistoryChart({ runs, view }: { readonly runs: readonly Run[]; readonly view: View }) {
  const shown = runs
    .filter((run) => specOf(run, view) !== null)
    .slice(0, MOST_RUNS)
    .toReversed();
  if (shown.length === 0) return <p class="quiet">Not judged by these documents.</p>;
  const bars = shown.map((run) => {
    const counts = countCases(run, specOf(run, view));
    return {
      run,
      parts: [
        ['c', counts.conforms],
        ['d', counts.diverges],
        ['s', counts.should],
        ['i', counts.inconclusive],
      ] as const,
    };
  });
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, [, count]) => sum + count, 0)));
  const step = WIDTH / Math.max(bars.length, 4);
  return (
    <svg class="history" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {bars.map(({ run, parts }, i) => {
        let top = BASE;
        return (
          <>
            {parts.map(([letter, count]) => {
              const height = (count / most) * (BASE - 8);
              top -= height;
              return <rect class={`bar-${letter}`} x={i * step + 4} y={top} width={step - 8} height={height} />;
            })}
            {bars.length <= 6 ? (
              <text x={i * step + step / 2} y={HEIGHT - 6} text-anchor="middle">
                {run.date.slice(5)}
              </text>
            ) : null}
          </>
        );
      })}
    </svg>
  );
}
