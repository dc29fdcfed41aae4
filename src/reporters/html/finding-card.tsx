import type { Finding } from '../../core/model/finding.js';
import { describeOrigin } from '../../core/report/describe-origin.js';
import { describeState } from '../../core/report/describe-state.js';
import { describePlace } from '../../core/wire/place.js';
import { DocumentedWords } from '../../matrix/view/source-link.js';
import { LevelMark } from '../../matrix/view/state-mark.js';
import { caseAnchor } from './anchors.js';

/** A finding: what was expected and what came, the documented words, its cases, and the way to its evidence. */
export function FindingCard({
  finding,
  number,
  all,
  shown,
}: {
  readonly finding: Finding;
  readonly number: number;
  /** How many cases its spec judged. */
  readonly all: number;
  /** The exchanges that the page shows. */
  readonly shown: ReadonlySet<number>;
}) {
  const { title, level, cases, spec, sentence, expected, actual, at, source, claims, check, curl } = finding;
  const { consequences = [], untested = [], exchanges } = finding;
  const [first] = exchanges;
  const where = `exchange ${first}, ${describePlace(at)}`;
  const states = [describeOrigin(finding), ...describeState(finding)].filter((line) => line !== null);
  return (
    <article class={`card ${level}`} id={`f${number}`}>
      <h3>
        {number}. {title}{' '}
        <a class="here" href={`#f${number}`} aria-label={`Link to finding ${number}`}>
          #
        </a>
      </h3>
      <p class="quiet">
        <LevelMark level={level} /> {cases.length} of {all} cases · {spec} · check <code>{check}</code>
      </p>
      {states.map((line) => (
        <p class="warning">{line}</p>
      ))}
      <p>{sentence}</p>
      <dl class="versus">
        <div>
          <dt>Expected</dt>
          <dd>{expected}</dd>
        </div>
        <div>
          <dt>Actual</dt>
          <dd>{actual}</dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>{first !== undefined && shown.has(first) ? <a href={`#x${first}`}>{where}</a> : where}</dd>
        </div>
      </dl>
      <DocumentedWords source={source} />
      {consequences.length === 0 ? null : (
        <>
          <h4>What follows from it</h4>
          <ul>
            {consequences.map((each) => (
              <li>
                {each.sentence} ({each.cases.length} of these cases)
              </li>
            ))}
          </ul>
        </>
      )}
      {curl === null ? null : (
        <details class="curl">
          <summary>Repeat it with curl</summary>
          <pre class="copy">
            <code>{curl}</code>
          </pre>
        </details>
      )}
      <details>
        <summary>
          {cases.length} {cases.length === 1 ? 'case' : 'cases'}, {claims.length}{' '}
          {claims.length === 1 ? 'claim' : 'claims'}
          {untested.length === 0 ? '' : `, ${untested.length} not tested because of it`}
        </summary>
        <p>
          {cases.map((id, n) => (
            <>
              {n === 0 ? '' : ', '}
              <a href={`#${caseAnchor(spec, id)}`}>{id}</a>
            </>
          ))}
        </p>
        <p class="quiet">Broken: {claims.join(', ')}</p>
        {untested.length === 0 ? null : <p class="quiet">Not tested: {untested.join(', ')}</p>}
        <p class="quiet">
          Id of the finding: <code>{finding.id}</code>
        </p>
      </details>
    </article>
  );
}
