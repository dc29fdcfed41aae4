import { STATES, type State } from '../model/state.js';
import { StateWord } from './state-mark.js';

const ORDER = [
  'conforms',
  'diverges',
  'should',
  'inconclusive',
  'omitted',
  'not-run',
  'not-judged',
] as const satisfies readonly State[];

/** What the cells say. It stands before the matrix. */
export function Legend() {
  return (
    <section class="legend" aria-labelledby="legend">
      <h2 id="legend">How to read it</h2>
      <dl>
        {ORDER.map((state) => (
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
          <b>Counts.</b> In the row of a suite, <i>diverges 3/12</i>: of 12 cases that the documents promise, 3 diverge.
          In the row of a case, <i>diverges 1/9</i>: of 9 claims that the case put to the test, 1 is broken. There is no
          score.
        </p>
        <p>
          <b>Two questions, asked of the same requests.</b> <i>Own</i>: does the target honour its own documents?{' '}
          <i>OpenAI</i>: is it a drop-in for OpenAI, judged by OpenAI’s published contract? A provider can be right by
          its own page and still break a client that was written for another.
        </p>
        <p>
          <b>Core</b> is what every chat API has; <b>optional</b> is what a provider may leave out. A run older than 30
          days is marked <span class="stale">stale</span>.
        </p>
      </div>
    </section>
  );
}
