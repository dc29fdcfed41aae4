/**
 * The state of a cell. `should`: diverges, but from nothing heavier than a `should`. `not-judged`: the run was not judged
 * by the spec of this view.
 */
export type State = 'conforms' | 'diverges' | 'should' | 'inconclusive' | 'omitted' | 'not-run' | 'not-judged';

/** How a state is shown: by sign, by word, and (in the style sheet, by the class) by colour. */
export interface StateSigns {
  readonly sign: string;
  readonly word: string;
  /** One letter, for the class names of the page. */
  readonly letter: string;
  readonly means: string;
}

/** In the order of the legend. */
export const STATES: Readonly<Record<State, StateSigns>> = {
  conforms: { sign: '✓', word: 'conforms', letter: 'c', means: 'every claim that was tested is met' },
  diverges: {
    sign: '✗',
    word: 'diverges',
    letter: 'd',
    means: 'a response contradicts what the documents state (must)',
  },
  should: {
    sign: '△',
    word: 'diverges (should)',
    letter: 's',
    means: 'a response differs from what the documents only show, in an example or a schema',
  },
  inconclusive: {
    sign: '?',
    word: 'inconclusive',
    letter: 'i',
    means: 'no verdict: a network error, a rate limit, or a model that did not follow the request. Not a pass',
  },
  omitted: {
    sign: '–',
    word: 'omitted',
    letter: 'o',
    means: 'the documents do not promise what the case needs, or the case was left out. It is not counted',
  },
  'not-run': { sign: '·', word: 'not run', letter: 'n', means: 'planned, but the run ended earlier' },
  'not-judged': {
    sign: ' ',
    word: 'not judged',
    letter: 'x',
    means: 'not judged by these documents, or the run did not know the case',
  },
};
