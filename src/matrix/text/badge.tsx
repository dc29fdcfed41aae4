import { renderToStaticMarkup } from 'preact-render-to-string';
import { casesCell, countCases } from '../model/cells.js';
import type { Run } from '../model/matrix.js';
import type { View } from '../model/view.js';
import type { State } from '../model/state.js';
import { textWidth } from './text-width.js';

const COLORS: Readonly<Record<State, string>> = {
  conforms: '#17603a',
  diverges: '#a1121f',
  should: '#7d4a00',
  inconclusive: '#4b4a86',
  omitted: '#5d5a54',
  'not-run': '#5d5a54',
  'not-judged': '#5d5a54',
};

/** What a badge says: a count with its denominator, and never a share. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** The badge of a run for one of the two questions. */
export function badgeOf(run: Run, view: View): Badge {
  const spec = run.views[view];
  const counts = countCases(
    run,
    spec,
    [...run.files.keys()].map((id) => ({ id, title: id, optional: false })),
  );
  const { state, of } = casesCell(counts);
  const stale = run.stale ? ` (${run.date})` : '';
  const message = of === 0 ? 'not judged' : `${counts.conforms} of ${of} cases conform${stale}`;
  const label = view === 'own' ? 'own documents' : `drop-in for ${run.original.name}`;
  return { label, message, color: run.stale ? '#5d5a54' : COLORS[state] };
}

/** The form that badge services read from an address. */
export function badgeJson({ label, message, color }: Badge): string {
  return `${JSON.stringify({ schemaVersion: 1, label, message, color })}\n`;
}

/** The badge as a picture. */
export function badgeSvg({ label, message, color }: Badge): string {
  const left = textWidth(label, 11) + 12;
  const width = left + textWidth(message, 11) + 12;
  return renderToStaticMarkup(
    <svg xmlns="http://www.w3.org/2000/svg" width={width} height="20" role="img" aria-label={`${label}: ${message}`}>
      <title>{`${label}: ${message}`}</title>
      <rect width={width} height="20" rx="3" fill="#3a3a3a" />
      <path d={`M${left} 0h${width - left - 3}q3 0 3 3v14q0 3 -3 3h-${width - left - 3}z`} fill={color} />
      <g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
        <text x="6" y="14">
          {label}
        </text>
        <text x={left + 6} y="14">
          {message}
        </text>
      </g>
    </svg>,
  );
}
