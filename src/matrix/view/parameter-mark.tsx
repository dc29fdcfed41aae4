import type { ParameterRow, ParameterState } from '../../core/model/parameter.js';
import { describeParameter } from '../../core/report/parameters.js';

/** The class of each state, as for the states of cases, and its word in a narrow cell. */
const STATES: Readonly<Record<ParameterState, readonly [letter: string, word: string]>> = {
  obeyed: ['c', 'obeyed'],
  accepted: ['c', 'accepted'],
  ignored: ['d', 'ignored'],
  refused: ['d', 'refused'],
  'refused-together': ['d', 'refused with'],
  'could-not-tell': ['i', 'inconclusive'],
  'not-documented': ['o', 'not documented'],
};

interface ParameterMarkProps {
  readonly row: ParameterRow;
  /** The link to the evidence of a case; null without evidence. */
  readonly href?: string | null;
  /** Shows one word, with the sentence as a tooltip. */
  readonly compact?: boolean;
}

/** What a target does with a request parameter, in words and colour. */
export function ParameterMark({ row, href = null, compact = false }: ParameterMarkProps) {
  const [letter, word] = STATES[row.state];
  const short = row.state === 'not-documented' ? <i>{word}</i> : [word, ...(row.together ?? [])].join(' ');
  const text = compact ? short : describeParameter(row);
  if (href === null) return <span class={letter}>{text}</span>;
  return (
    <a class={letter} href={href} title={describeParameter(row)}>
      {text}
    </a>
  );
}
