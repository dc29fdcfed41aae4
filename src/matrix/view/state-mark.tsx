import { fraction, type Cell } from '../model/cell.js';
import { STATES, type State } from '../model/state.js';

/** A cell's state by sign, word and colour, with its counts. The sign is for the eye alone: the word says the same. */
export function StateMark({ cell, href }: { readonly cell: Cell; readonly href: string | null }) {
  const { letter, word } = STATES[cell.state];
  const text = `${word} ${fraction(cell)}`.trim();
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
