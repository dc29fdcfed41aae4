import { clientCounts, type ClientCell } from '../model/client-cells.js';
import { STATES, type State } from '../model/state.js';

/** What the states mean for a client, in the order of the legend. */
export const CLIENT_WORDS: readonly (readonly [state: State, word: string, means: string])[] = [
  ['diverges', 'breaks', 'at least one finding breaks the client. The number counts the findings behind it'],
  [
    'should',
    'may break',
    'a finding looks like several faults, or like a part of one, and more than half of them break the client',
  ],
  [
    'inconclusive',
    'not measured',
    'no finding is known to break the client, and some were not measured: 3/5 is 3 of 5 findings',
  ],
  [
    'conforms',
    'works',
    'every finding of the run leaves the client intact, or is about something that its tasks do not use',
  ],
];

/** The state of a client and a target by sign, word and colour, with its counts. */
export function ClientMark({ cell, href }: { readonly cell: ClientCell; readonly href: string | null }) {
  const { letter } = STATES[cell.state];
  const text = (
    <>
      <i>{`${wordOf(cell.state)} `}</i>
      {clientCounts(cell)}
    </>
  );
  if (cell.state === 'not-judged' || href === null) return <span class={letter}>{text}</span>;
  return (
    <a class={letter} href={href}>
      {text}
    </a>
  );
}

/** The state of a client by word. */
export function ClientWord({ state }: { readonly state: State }) {
  return <span class={STATES[state].letter}>{wordOf(state)}</span>;
}

function wordOf(state: State): string {
  return CLIENT_WORDS.find(([each]) => each === state)?.[1] ?? 'not judged';
}
