import { count } from '../../core/wire/quote.js';
import { compareRuns } from '../model/compare-runs.js';
import type { Matrix, Run, SharedFinding } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, relative } from '../view/address.js';
import { FindingTitle } from '../view/finding-card.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { LevelMark, StateWord } from '../view/state-mark.js';

/** The differences between a run of a target and its next run. */
export function comparisonPage(matrix: Matrix, before: Run, after: Run): string {
  const path = address.comparison(before, after);
  const { onlyA, onlyB, different, same, cases } = compareRuns(matrix, before, after);
  return renderPage(matrix, {
    path,
    title: `${before.name}, ${before.date} and ${after.date} — ${matrix.title}`,
    description: `What changed at ${after.name} from ${before.date} to ${after.date}.`,
    styles: MATRIX_STYLES,
    script: '',
    trail: [
      [address.index, 'Matrix'],
      [address.compare, 'Compare'],
    ],
    body: (
      <>
        <h1>{after.name}: what changed</h1>
        <p class="lead">
          From{' '}
          <a href={relative(path, address.run(before))}>
            <RunFacts run={before} />
          </a>{' '}
          to{' '}
          <a href={relative(path, address.run(after))}>
            <RunFacts run={after} />
          </a>
        </p>
        <Part path={path} title="New" shared={onlyB} />
        <Part path={path} title="Gone" shared={onlyA} />
        <Part path={path} title="Changed" shared={different} />
        <Part path={path} title="Same" shared={same} />
        <h2>Cases with another state: {cases.length}</h2>
        <ul class="runs">
          {cases.map(({ id, spec, a, b }) => (
            <li>
              <code>{id}</code> <span class="spec">{spec}</span> <StateWord state={a} /> → <StateWord state={b} />
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function Part({
  path,
  title,
  shared,
}: {
  readonly path: string;
  readonly title: string;
  readonly shared: readonly SharedFinding[];
}) {
  const notes = shared.filter(({ finding }) => finding.level === 'note').length;
  return (
    <>
      <h2>
        {title}: {shared.length - notes}
        {notes === 0 ? '' : `, and ${count(notes, 'note')}`}
      </h2>
      {shared.length === 0 ? null : (
        <ul class="runs">
          {shared.map((each) => (
            <li>
              <LevelMark level={each.finding.level} /> <span class="spec">{each.finding.spec}</span>{' '}
              <a href={relative(path, address.finding(each))}>
                <FindingTitle title={each.finding.title} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
