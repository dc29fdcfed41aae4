import { fraction } from '../model/cells.js';
import type { Cell } from '../model/matrix.js';
import { STATES, type State } from '../model/state.js';

interface StateMarkProps {
  readonly cell: Cell;
  readonly href: string | null;
  /** Shows the sign and the counts; the word is there for screen readers. */
  readonly compact?: boolean;
}

/** A cell's state by sign, word and colour, with its counts. The sign is for the eye alone: it comes from the style sheet. */
export function StateMark({ cell, href, compact = false }: StateMarkProps) {
  const { letter, word } = STATES[cell.state];
  const counts = fraction(cell);
  const text = compact ? (
    <>
      <i>{`${word} `}</i>
      {counts}
    </>
  ) : (
    `${word} ${counts}`.trim()
  );
  if (cell.state === 'not-judged' || href === null) return <span class={letter}>{text}</span>;
  return (
    <a class={letter} href={href}>
      {text}
    </a>
  );
}

/** A state alone, by sign, word and colour. */
export function StateWord({ state }: { readonly state: State }) {
  return <span class={STATES[state].letter}>{STATES[state].word}</span>;
}

/** A level as a small label. */
export function LevelMark({ level }: { readonly level: string }) {
  return <span class={`level ${level}`}>{level}</span>;
}
