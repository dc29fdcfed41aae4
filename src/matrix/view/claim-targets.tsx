import type { ClaimRow } from '../model/claim-rows.js';
import type { Run } from '../model/matrix.js';
import { address, relative } from './address.js';

const MOST_NAMES = 8;
const STATUSES = [
  ['broken', 'd'],
  ['met', 'c'],
  ['untested', 'i'],
  ['uncheckable', 'o'],
] as const;

/** The targets that break and meet a claim: the first few by name, all of them counted. */
export function ClaimTargets({ path, row }: { readonly path: string; readonly row: ClaimRow }) {
  const all = STATUSES.reduce((sum, [status]) => sum + row[status].length, 0);
  return (
    <ul class="counts">
      {STATUSES.filter(([status]) => row[status].length > 0).map(([status, letter]) => (
        <li class={letter}>
          <b>{row[status].length}</b> of {all} <span>{status}</span>
          {status === 'broken' || status === 'met' ? <Names path={path} runs={row[status]} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Names({ path, runs }: { readonly path: string; readonly runs: readonly Run[] }) {
  return (
    <>
      {': '}
      {runs.slice(0, MOST_NAMES).map((run, i) => (
        <>
          {i === 0 ? '' : ', '}
          <a href={relative(path, `${address.run(run)}#findings`)}>{run.name}</a>
        </>
      ))}
      {runs.length > MOST_NAMES ? ` and ${runs.length - MOST_NAMES} more` : ''}
    </>
  );
}
