import type { Run, SharedDivergence } from '../model/matrix.js';
import { address, relative } from './address.js';
import { LevelMark } from './state-mark.js';

/** Divergences of one run, each with its sentence, its cases and the way to its own page. */
export function DivergenceList({
  path,
  shared,
  run,
}: {
  readonly path: string;
  readonly shared: readonly SharedDivergence[];
  readonly run: Run;
}) {
  const heavy = shared.filter(({ divergence }) => divergence.level !== 'note');
  const notes = shared.filter(({ divergence }) => divergence.level === 'note');
  return (
    <>
      {heavy.length === 0 ? <p>None above a note.</p> : <Entries path={path} shared={heavy} run={run} />}
      {notes.length === 0 ? null : (
        <details>
          <summary>
            {notes.length} {notes.length === 1 ? 'note' : 'notes'}: legal, or undocumented, and never counted against
            anyone
          </summary>
          <Entries path={path} shared={notes} run={run} />
        </details>
      )}
    </>
  );
}

function Entries({
  path,
  shared,
  run,
}: {
  readonly path: string;
  readonly shared: readonly SharedDivergence[];
  readonly run: Run;
}) {
  return (
    <ol class="divergences">
      {shared.map((each) => {
        const seen = each.seen.find((candidate) => candidate.run === run);
        const cases = seen?.cases ?? [];
        return (
          <li>
            <p>
              <LevelMark level={each.divergence.level} /> <span class="spec">{each.spec}</span>{' '}
              <a href={relative(path, address.divergence(each))}>{(seen ?? each).divergence.sentence}</a>
            </p>
            <p class="quiet">
              {cases.length} {cases.length === 1 ? 'case' : 'cases'}:{' '}
              {cases.slice(0, 6).map((id, i) => (
                <>
                  {i === 0 ? '' : ', '}
                  <CaseLink path={path} run={run} id={id} shared={each} />
                </>
              ))}
              {cases.length > 6 ? ` and ${cases.length - 6} more` : ''}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** A link to the place of a divergence in the evidence of a case. */
export function CaseLink({
  path,
  run,
  id,
  shared,
}: {
  readonly path: string;
  readonly run: Run;
  readonly id: string;
  readonly shared: Pick<SharedDivergence, 'id'>;
}) {
  const to = address.evidence(run, id);
  return to === null ? <code>{id}</code> : <a href={relative(path, `${to}#${shared.id}`)}>{id}</a>;
}
