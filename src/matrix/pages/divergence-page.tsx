import type { Matrix, SharedDivergence } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address, claimAnchor, relative } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
import { CaseLink } from '../view/divergence-list.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { DocumentedWords } from '../view/source-link.js';
import { LevelMark } from '../view/state-mark.js';

/** One kind of divergence: the documented words, and every run that shows it with its cases. */
export function divergencePage(matrix: Matrix, shared: SharedDivergence): string {
  const path = address.divergence(shared);
  const { divergence, spec, place, seen } = shared;
  return renderPage(matrix, {
    path,
    title: `${divergence.kind} at ${place} — ${matrix.title}`,
    description: divergence.sentence,
    styles: MATRIX_STYLES,
    script: '',
    body: (
      <>
        <Crumbs
          path={path}
          trail={[
            [address.index, 'Matrix'],
            [address.divergences, 'By divergence'],
          ]}
        />
        <h1>
          {divergence.kind} <small>{place}</small>
        </h1>
        <p>
          <LevelMark level={divergence.level} /> by <b>{spec}</b>, claim{' '}
          <a href={relative(path, `${address.claimsOf(spec)}#${claimAnchor(divergence.claim)}`)}>{divergence.claim}</a>,
          check {divergence.check}
        </p>
        <p class="lead">Expected: {divergence.expected}.</p>
        <DocumentedWords source={divergence.source} />
        <h2>
          Shown by {seen.length} of {matrix.runs.length} runs
        </h2>
        <ul class="runs">
          {seen.map(({ run, cases, occurrences, divergence: first }) => (
            <li>
              <h3>
                <a href={relative(path, address.run(run))}>{run.name}</a>{' '}
                <small>
                  <RunFacts run={run} />
                </small>
              </h3>
              <p>{first.sentence}</p>
              <p class="quiet">
                {occurrences} {occurrences === 1 ? 'time' : 'times'} in {cases.length}{' '}
                {cases.length === 1 ? 'case' : 'cases'}:{' '}
                {cases.slice(0, 40).map((id, i) => (
                  <>
                    {i === 0 ? '' : ', '}
                    <CaseLink path={path} run={run} id={id} shared={shared} />
                  </>
                ))}
                {cases.length > 40 ? ` and ${cases.length - 40} more` : ''}
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
