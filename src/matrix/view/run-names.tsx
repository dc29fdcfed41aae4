import type { Matrix, Run } from '../model/matrix.js';
import { address, relative } from './address.js';

/**
 * Version, model and date of a run, in one small line.
 * @param baseUrl whether to show the base URL, because another target has the same name
 */
export function RunFacts({ run, baseUrl = false }: { readonly run: Run; readonly baseUrl?: boolean }) {
  return (
    <>
      {baseUrl ? <>{run.baseUrl.replace(/^https?:\/\//u, '')} · </> : null}
      {run.version === null ? null : <>{run.version} · </>}
      {run.model === null ? null : <>{run.model} · </>}
      <RunDate run={run} />
    </>
  );
}

/** The day of a run, marked if it is old. The page's script checks again when the page is opened. */
export function RunDate({ run }: { readonly run: Run }) {
  if (run.date === 'undated') return <span class="stale">undated</span>;
  return (
    <>
      <time dateTime={run.date}>{run.date}</time>
      {run.stale ? <span class="stale">stale</span> : null}
    </>
  );
}

/** The name of a target at the head of its columns. */
export function TargetName({
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
      <a href={relative(path, address.run(run))}>
        {run.name.split(/(?<=\/)/u).map((part, n) => (
          <>
            {n === 0 ? null : <wbr />}
            {part}
          </>
        ))}
      </a>
      <small>
        <RunFacts run={run} baseUrl={matrix.sharedNames.has(run.name)} />
      </small>
    </>
  );
}
