/**
 * What a cell says. `should`: diverges, but from nothing heavier than what the documents show. `not-judged`: the run
 * was not judged by the spec of this view.
 */
export type State = 'conforms' | 'diverges' | 'should' | 'inconclusive' | 'omitted' | 'not-run' | 'not-judged';

/** How a state is told apart: by sign, by word, and (in the style sheet, by the class) by colour. */
export interface StateSigns {
  readonly sign: string;
  readonly word: string;
  /** One letter, for the class names of the page. */
  readonly letter: string;
  readonly means: string;
}

/** In the order of the legend. */
export const STATES: Readonly<Record<State, StateSigns>> = {
  conforms: {
    sign: '✓',
    word: 'conforms',
    letter: 'c',
    means: 'every claim that was put to the test was met',
  },
  diverges: {
    sign: '✗',
    word: 'diverges',
    letter: 'd',
    means: 'something contradicts what the documents state (must)',
  },
  should: {
    sign: '△',
    word: 'diverges (should)',
    letter: 's',
    means: 'something differs from what the documents only show, in an example or a skeleton',
  },
  inconclusive: {
    sign: '?',
    word: 'inconclusive',
    letter: 'i',
    means: 'could not be told: network, limits, a model that did not play along. Not a pass',
  },
  omitted: {
    sign: '–',
    word: 'omitted',
    letter: 'o',
    means: 'the documents never promised what it needs; it counts as nothing',
  },
  'not-run': { sign: '·', word: 'not run', letter: 'n', means: 'planned, but the run ended before it' },
  'not-judged': {
    sign: ' ',
    word: 'not judged',
    letter: 'x',
    means: 'not by these documents, or the run did not know the case',
  },
};
