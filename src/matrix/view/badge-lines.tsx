import type { Run } from '../model/matrix.js';
import { VIEWS } from '../model/view.js';
import { address, relative } from './address.js';

/** Where the badges of a run are. */
export function BadgeLines({ path, run }: { readonly path: string; readonly run: Run }) {
  return (
    <>
      <h2>Badges</h2>
      <p>
        {VIEWS.map((view) => (
          <>
            {view === 'own' ? 'Own documents: ' : ` · Drop-in for ${run.original.name}: `}
            <a href={relative(path, address.badge(run, view, 'svg'))}>SVG</a>,{' '}
            <a href={relative(path, address.badge(run, view, 'json'))}>endpoint</a>
          </>
        ))}
      </p>
    </>
  );
}
