import type { Run } from '../model/matrix.js';

/** Version, model and date of a run, in one small line. */
export function RunFacts({ run }: { readonly run: Run }) {
  return (
    <>
      {run.version === null ? null : <>{run.version} · </>}
      {run.model === null ? null : <>{run.model} · </>}
      <RunDate run={run} />
    </>
  );
}

/** The day of a run, with a mark where it is long ago. The page's script looks again when the page is read. */
export function RunDate({ run }: { readonly run: Run }) {
  if (run.date === 'undated') return <span class="stale">undated</span>;
  return (
    <>
      <time dateTime={run.date}>{run.date}</time>
      {run.stale ? <span class="stale">stale</span> : null}
    </>
  );
}
