import type { Run } from '../model/matrix.js';
import { address, relative } from './address.js';

/** Where the badges of a run are. */
export function BadgeLines({ path, run }: { readonly path: string; readonly run: Run }) {
  return (
    <>
      <h2>Badges</h2>
      <p>
        {(['own', 'openai'] as const).map((view) => (
          <>
            {view === 'own' ? 'Own documents: ' : ' · Drop-in for OpenAI: '}
            <a href={relative(path, address.badge(run, view, 'svg'))}>SVG</a>,{' '}
            <a href={relative(path, address.badge(run, view, 'json'))}>endpoint</a>
          </>
        ))}
      </p>
    </>
  );
}
