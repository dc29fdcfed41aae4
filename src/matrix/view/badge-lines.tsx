import type { Matrix, Run } from '../model/matrix.js';
import { address, relative } from './address.js';

/** Links to the badges of a run. */
export function BadgeLines({
  path,
  matrix,
  run,
}: {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
}) {
  return (
    <>
      <h2>Badges</h2>
      <p>
        {matrix.views.map((view, i) => (
          <>
            {i === 0 ? '' : ' · '}
            {view.title}: <a href={relative(path, address.badge(run, view, 'svg'))}>SVG</a>,{' '}
            <a href={relative(path, address.badge(run, view, 'json'))}>endpoint</a>
          </>
        ))}
      </p>
    </>
  );
}
