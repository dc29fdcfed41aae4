import type { PlacedDivergence } from '../evidence/mark-map.js';
import { DivergenceCard } from './divergence-card.js';

const WEIGHT = { must: 0, should: 1, note: 2 } as const;

interface CardsProps {
  readonly path: string;
  readonly placed: readonly PlacedDivergence[];
  readonly anchors: ReadonlySet<string>;
}

/** The divergences of a case by one spec, the heaviest first; notes are folded away. */
export function Cards({ path, placed, anchors }: CardsProps) {
  const sorted = placed.toSorted((a, b) => WEIGHT[a.divergence.level] - WEIGHT[b.divergence.level]);
  const heavy = sorted.filter(({ divergence }) => divergence.level !== 'note');
  const notes = sorted.filter(({ divergence }) => divergence.level === 'note');
  return (
    <>
      {heavy.map((each) => (
        <DivergenceCard path={path} placed={each} anchors={anchors} />
      ))}
      {notes.length === 0 ? null : (
        <details>
          <summary>
            {notes.length} {notes.length === 1 ? 'note' : 'notes'}, not counted against anyone
          </summary>
          {notes.map((each) => (
            <DivergenceCard path={path} placed={each} anchors={anchors} />
          ))}
        </details>
      )}
    </>
  );
}
