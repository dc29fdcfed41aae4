import { levelRank } from '../../core/model/claim.js';
import { describePlace } from '../../core/wire/place.js';
import type { PlacedDivergence } from '../evidence/mark-map.js';
import type { Matrix } from '../model/matrix.js';
import { address, claimAnchor, relative } from './address.js';
import { placeAnchor } from './place-anchor.js';
import { DocumentedWords } from './source-link.js';
import { LevelMark } from './state-mark.js';

interface CardProps {
  readonly path: string;
  readonly matrix: Matrix;
  /** The places that the page shows. */
  readonly anchors: ReadonlySet<string>;
}

/** The divergences of a case by one spec, the heaviest first; notes are folded. */
export function DivergenceCards({
  placed,
  ...props
}: CardProps & {
  readonly placed: readonly PlacedDivergence[];
}) {
  const sorted = placed.toSorted((a, b) => levelRank(b.divergence.level) - levelRank(a.divergence.level));
  const heavy = sorted.filter(({ divergence }) => levelRank(divergence.level) > 0);
  const notes = sorted.filter(({ divergence }) => levelRank(divergence.level) === 0);
  return (
    <>
      {heavy.map((each) => (
        <DivergenceCard {...props} placed={each} />
      ))}
      {notes.length === 0 ? null : (
        <details>
          <summary>
            {notes.length} {notes.length === 1 ? 'note' : 'notes'}, not counted as a divergence
          </summary>
          {notes.map((each) => (
            <DivergenceCard {...props} placed={each} />
          ))}
        </details>
      )}
    </>
  );
}

/** One divergence: the sentence, expected and actual value, the documented words, and a link to the bytes. */
function DivergenceCard({ path, matrix, placed, anchors }: CardProps & { readonly placed: PlacedDivergence }) {
  const { anchor, spec, divergence } = placed;
  const { level, kind, sentence, expected, actual, occurrences, at, source, claim, check, exchange } = divergence;
  const place = placeAnchor(exchange, at);
  const where = `exchange ${exchange}, ${describePlace(at)}`;
  const shared = matrix.findingByKey.get(`${spec} ${divergence.finding}`);
  return (
    <article class={`card ${level}`} id={anchor}>
      <h3>
        <LevelMark level={level} /> {divergence.title ?? kind}
        {occurrences > 1 ? ` ×${occurrences}` : ''}{' '}
        <a class="here" href={`#${anchor}`} aria-label="Link to this divergence">
          #
        </a>
      </h3>
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
          <dd>{anchors.has(place) ? <a href={`#${place}`}>{where}</a> : where}</dd>
        </div>
      </dl>
      <DocumentedWords source={source} />
      <p class="quiet">
        Claim <a href={relative(path, `${address.claimsOf(spec)}#${claimAnchor(claim)}`)}>{claim}</a>, check {check}.{' '}
        {shared === undefined ? null : (
          <a href={relative(path, address.finding(shared))}>All targets with this finding</a>
        )}
      </p>
    </article>
  );
}
