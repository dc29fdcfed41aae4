import type { ComponentChildren } from 'preact';
import type { Finding } from '../../core/model/finding.js';
import { describeConsequences } from '../../core/report/describe-consequences.js';
import { describeOrigin, describeState } from '../../core/report/phrases.js';
import { describePlace } from '../../core/wire/place.js';
import { ImpactView } from './impact-view.js';
import { DocumentedWords } from './source-link.js';
import { LevelMark } from './state-mark.js';

interface FindingCardProps {
  readonly finding: Finding;
  readonly anchor: string;
  /** Before the title: `1.`, or nothing. */
  readonly number: string;
  /** How many cases its spec judged. */
  readonly all: number;
  /** The link to the place in the evidence; null if the page has none. */
  readonly placeHref: string | null;
  /** Further exchanges that the page shows, with their links. */
  readonly further?: readonly { readonly exchange: number; readonly href: string }[];
  /** The link to a case; null if the page has none. */
  readonly caseHref: (id: string) => string | null;
  /** The last line of the card. */
  readonly children?: ComponentChildren;
}

/** A finding: expected and actual value, the documented words, its cases and the link to its evidence. */
export function FindingCard(props: FindingCardProps) {
  const { finding, anchor, number, all, placeHref, further = [], caseHref, children } = props;
  const { title, level, cases, spec, sentence, at, source, check, curl, exchanges } = finding;
  const where = `exchange ${exchanges[0] ?? '?'}, ${describePlace(at)}`;
  const states = [describeOrigin(finding), ...describeState(finding)].filter((line) => line !== null);
  return (
    <article class={`card ${level}`} id={anchor}>
      <h3>
        {number} <FindingTitle title={title} />{' '}
        <a class="here" href={`#${anchor}`} aria-label="Link to this finding">
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
          <dd>{finding.expected}</dd>
        </div>
        <div>
          <dt>Actual</dt>
          <dd>{finding.actual}</dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>
            {placeHref === null ? where : <a href={placeHref}>{where}</a>}
            <FurtherExchanges further={further} left={exchanges.length - 1 - further.length} />
          </dd>
        </div>
      </dl>
      <DocumentedWords source={source} />
      <Consequences finding={finding} />
      <ImpactView impact={finding.impact} />
      {curl === null ? null : (
        <details class="curl">
          <summary>Repeat it with curl</summary>
          <pre class="copy">
            <code>{curl}</code>
          </pre>
        </details>
      )}
      <CasesAndClaims finding={finding} caseHref={caseHref} />
      {children}
    </article>
  );
}

/** Links to further exchanges that show the finding, and how many more there are. */
function FurtherExchanges({ further, left }: Required<Pick<FindingCardProps, 'further'>> & { readonly left: number }) {
  if (further.length === 0) return null;
  return (
    <small class="further">
      also{' '}
      {further.map(({ exchange, href }, n) => (
        <>
          {n === 0 ? '' : ', '}
          <a href={href}>{exchange}</a>
        </>
      ))}
      {left > 0 ? ` and ${left} more` : ''}
    </small>
  );
}

/** The title of a finding; what it has in backticks is code. */
export function FindingTitle({ title }: Pick<Finding, 'title'>) {
  return <>{title.split('`').map((part, i) => (i % 2 === 1 ? <code>{part}</code> : part))}</>;
}

function Consequences({ finding }: Pick<FindingCardProps, 'finding'>) {
  const consequences = describeConsequences(finding);
  if (consequences.length === 0) return null;
  return (
    <>
      <h4>Consequences</h4>
      <ul>
        {consequences.map(({ words, cases, source }) => (
          <li>
            <FindingTitle title={words} /> ({cases} of these cases)
            {source === null ? null : <DocumentedWords source={source} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function CasesAndClaims({ finding, caseHref }: Pick<FindingCardProps, 'finding' | 'caseHref'>) {
  const { cases, claims, untested = [] } = finding;
  return (
    <details>
      <summary>
        {cases.length} {cases.length === 1 ? 'case' : 'cases'}, {claims.length}{' '}
        {claims.length === 1 ? 'claim' : 'claims'}
        {untested.length === 0 ? '' : `, ${untested.length} not tested because of it`}
      </summary>
      <p>
        {cases.map((id, n) => {
          const to = caseHref(id);
          return (
            <>
              {n === 0 ? '' : ', '}
              {to === null ? <code>{id}</code> : <a href={to}>{id}</a>}
            </>
          );
        })}
      </p>
      <p class="quiet">Broken: {claims.join(', ')}</p>
      {untested.length === 0 ? null : <p class="quiet">Not tested: {untested.join(', ')}</p>}
      <p class="quiet">
        Id of the finding: <code>{finding.id}</code>
      </p>
    </details>
  );
}
