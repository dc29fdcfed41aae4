import type { View } from '../model/matrix.js';
import { STATES, type State } from '../model/state.js';
import { StateWord } from './state-mark.js';

const STATE_ORDER = Object.keys(STATES) as readonly State[];

/** What the cells mean. Folded: the matrix comes first. */
export function Legend({ views }: { readonly views: readonly View[] }) {
  return (
    <details class="legend">
      <summary>
        How to read it: <span class="c">conforms</span> <span class="d">diverges</span>{' '}
        <span class="s">diverges (should)</span> <span class="i">inconclusive</span> <span class="o">omitted</span>
      </summary>
      <dl>
        {STATE_ORDER.map((state) => (
          <div>
            <dt>
              <StateWord state={state} />
            </dt>
            <dd>{STATES[state].means}.</dd>
          </div>
        ))}
      </dl>
      <div class="notes">
        <p>
          <b>Counts.</b> In the row of a suite, <i>✗ 9/12</i> means: of 12 cases that the documents promise, 9 conform.
          In the row of a case, <i>✗ 8/9</i> means: of 9 claims that the case tests, 8 are met. There is no score.
        </p>
        <p>
          <b>Columns.</b> <i>Own</i>: does the target conform to its own documents?{' '}
          {views
            .filter(({ id }) => id !== 'own')
            .map(({ short }) => (
              <>
                <i>{short}</i>: is it a drop-in for {short}, judged by the documents of {short}?{' '}
              </>
            ))}
          The same responses are judged by both. A column without verdicts is left out.
        </p>
        <p>
          <b>Core</b> is what every API has. <b>Optional</b> is what a provider may leave out. A run older than 30 days
          is marked <span class="stale">stale</span>.
        </p>
      </div>
    </details>
  );
}
