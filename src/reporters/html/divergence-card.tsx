import { describeOrigin } from '../../core/report/describe-origin.js';
import { describeState } from '../../core/report/describe-state.js';
import { type DivergenceGroup } from '../../core/report/group.js';
import { describePlace } from '../../core/wire/place.js';

/** What several cases show alike, with the documented sentence that it breaks. Text of a server is text here. */
export function DivergenceCard({ group }: { readonly group: DivergenceGroup }) {
  const { divergence, cases, occurrences, spec } = group;
  const { level, kind, at, sentence, expected, actual, source, claim, check, exchange } = divergence;
  return (
    <article>
      <h3>
        <span class={level}>{level}</span> {kind} at <code>{describePlace(at)}</code>
        {occurrences > 1 ? ` (${occurrences} times)` : ''}
      </h3>
      <p>{sentence}</p>
      {source.quote === null ? (
        <p class="quiet">The documents are silent here.</p>
      ) : (
        <blockquote>{source.quote}</blockquote>
      )}
      <p class="quiet">
        {isWebAddress(source.url) ? (
          <a href={source.url} rel="noreferrer noopener external">
            {source.title}
          </a>
        ) : (
          source.title
        )}
        , claim <code>{claim}</code> of {spec}, check <code>{check}</code>
      </p>
      <dl>
        <dt>expected</dt>
        <dd>{expected}</dd>
        <dt>actual</dt>
        <dd>{actual}</dd>
        {[describeOrigin(divergence), ...describeState(divergence)].map((line) =>
          line === null ? null : (
            <>
              <dt>state</dt>
              <dd>{line}</dd>
            </>
          ),
        )}
        <dt>cases</dt>
        <dd>
          {cases.join(', ')}; first in exchange {exchange}
        </dd>
      </dl>
    </article>
  );
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url);
}
