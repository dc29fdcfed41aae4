import { describePlace } from '../../core/wire/place.js';
import type { PlacedDivergence } from '../evidence/mark-map.js';
import { divergenceId } from '../model/share-divergences.js';
import { address, claimAnchor, relative } from './address.js';
import { placeAnchor } from './place-anchor.js';
import { DocumentedWords } from './source-link.js';
import { LevelMark } from './state-mark.js';

/** One divergence: the sentence, expected beside actual, the documented words, and the way to the bytes. */
export function DivergenceCard({
  path,
  placed,
  anchors,
}: {
  readonly path: string;
  readonly placed: PlacedDivergence;
  /** The places that the page shows. */
  readonly anchors: ReadonlySet<string>;
}) {
  const { anchor, spec, divergence } = placed;
  const { level, kind, sentence, expected, actual, occurrences, at, source, claim, check, exchange } = divergence;
  const place = placeAnchor(exchange, at);
  const where = `exchange ${exchange}, ${describePlace(at)}`;
  return (
    <article class={`card ${level}`} id={anchor}>
      <h3>
        <LevelMark level={level} /> {kind}
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
        <a href={relative(path, address.divergence({ id: divergenceId(spec, divergence) }))}>Who else shows it</a>
      </p>
    </article>
  );
}
