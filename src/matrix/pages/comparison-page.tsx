import { compareRuns } from '../model/compare-runs.js';
import type { Matrix, Run, SharedDivergence } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address, relative } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { LevelMark, StateWord } from '../view/state-mark.js';

/** What came between a run of a target and its next. */
export function comparisonPage(matrix: Matrix, before: Run, after: Run): string {
  const path = address.comparison(before, after);
  const { added, gone, changed, same, cases } = compareRuns(matrix, before, after);
  return renderPage(matrix, {
    path,
    title: `${before.name}, ${before.date} and ${after.date} — ${matrix.title}`,
    description: `What changed at ${after.name} from ${before.date} to ${after.date}.`,
    styles: MATRIX_STYLES,
    script: '',
    body: (
      <>
        <Crumbs
          path={path}
          trail={[
            [address.index, 'Matrix'],
            [address.compare, 'Compare'],
          ]}
        />
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
        <Part path={path} title="New" shared={added} />
        <Part path={path} title="Gone" shared={gone} />
        <Part path={path} title="Changed" shared={changed} />
        <Part path={path} title="Same" shared={same} />
        <h2>Cases: {cases.length} with another state</h2>
        <ul class="runs">
          {cases.map(({ id, spec, before: was, after: is }) => (
            <li>
              <code>{id}</code> <span class="spec">{spec}</span> <StateWord state={was} /> → <StateWord state={is} />
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
  readonly shared: readonly SharedDivergence[];
}) {
  return (
    <>
      <h2>
        {title}: {shared.length}
      </h2>
      {shared.length === 0 ? null : (
        <ul class="runs">
          {shared.map((each) => (
            <li>
              <LevelMark level={each.divergence.level} /> <span class="spec">{each.spec}</span>{' '}
              <a href={relative(path, address.divergence(each))}>
                {each.divergence.kind} at {each.place}, {each.divergence.claim}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
