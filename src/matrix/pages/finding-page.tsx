import { generalPlace } from '../../core/wire/place.js';
import type { Matrix, SharedFinding } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, claimAnchor, relative } from '../view/address.js';
import { FindingTitle } from '../view/finding-card.js';
import { ImpactView } from '../view/impact-view.js';
import { renderPage } from '../view/page.js';
import { findingHref } from '../view/run-findings.js';
import { RunFacts } from '../view/run-names.js';
import { DocumentedWords } from '../view/source-link.js';
import { LevelMark } from '../view/state-mark.js';

const MOST_CASES = 40;

/** One finding: the documented words, and every run that shows it with its cases. */
export function findingPage(matrix: Matrix, shared: SharedFinding): string {
  const path = address.finding(shared);
  const { finding, seen } = shared;
  const { spec } = finding;
  const columns = seen.filter(({ run }) => matrix.columns.includes(run)).length;
  return renderPage(matrix, {
    path,
    title: `${finding.title} — ${matrix.title}`,
    description: finding.sentence,
    styles: MATRIX_STYLES,
    script: '',
    trail: [
      [address.index, 'Matrix'],
      [address.findings, 'By finding'],
    ],
    body: (
      <>
        <h1>
          <FindingTitle title={finding.title} />
        </h1>
        <p>
          <LevelMark level={finding.level} /> by <b>{spec}</b>, {generalPlace(finding.at)}, check {finding.check}
        </p>
        <p class="lead">Expected: {finding.expected}.</p>
        <DocumentedWords source={finding.source} />
        <ImpactView impact={finding.impact} />
        <p class="quiet">
          {finding.claims.length === 1 ? 'Claim' : 'Claims'}:{' '}
          {finding.claims.map((claim, i) => (
            <>
              {i === 0 ? '' : ', '}
              <a href={relative(path, `${address.claimsOf(spec)}#${claimAnchor(claim)}`)}>{claim}</a>
            </>
          ))}
        </p>
        <h2>
          Shown by {columns} of {matrix.columns.length} targets
        </h2>
        <ul class="runs">
          {seen.map(({ run, finding: { sentence, cases, occurrences } }) => (
            <li>
              <h3>
                <a href={relative(path, address.findingOfRun(run, shared))}>{run.name}</a>{' '}
                <small>
                  <RunFacts run={run} baseUrl={matrix.sharedNames.has(run.name)} />
                </small>
              </h3>
              <p>{sentence}</p>
              <p class="quiet">
                {occurrences} {occurrences === 1 ? 'time' : 'times'} in {cases.length}{' '}
                {cases.length === 1 ? 'case' : 'cases'}:{' '}
                {cases.slice(0, MOST_CASES).map((id, i) => {
                  const to = findingHref(path, run, shared, id);
                  return (
                    <>
                      {i === 0 ? '' : ', '}
                      {to === null ? <code>{id}</code> : <a href={to}>{id}</a>}
                    </>
                  );
                })}
                {cases.length > MOST_CASES ? ` and ${cases.length - MOST_CASES} more` : ''}
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
