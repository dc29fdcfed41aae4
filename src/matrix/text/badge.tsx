import { renderToStaticMarkup } from 'preact-render-to-string';
import { casesCell, countCases } from '../model/cells.js';
import type { State } from '../model/state.js';
import { specOf } from '../model/view.js';
import type { Run, View } from '../model/matrix.js';

const COLORS: Readonly<Record<State, string>> = {
  conforms: '#17603a',
  diverges: '#a1121f',
  should: '#7d4a00',
  inconclusive: '#4b4a86',
  omitted: '#5d5a54',
  'not-run': '#5d5a54',
  'not-judged': '#5d5a54',
};

/** The texts of a badge: a count with its denominator, not a percentage. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** The badge of a run in one view. */
export function badgeOf(run: Run, view: View): Badge {
  const counts = countCases(run, specOf(run, view));
  const { state, of } = casesCell(counts);
  const stale = run.stale ? ` (${run.date})` : '';
  const message = of === 0 ? 'not judged' : `${counts.conforms} of ${of} cases conform${stale}`;
  const label = `${view.title.slice(0, 1).toLowerCase()}${view.title.slice(1)}`;
  return { label, message, color: run.stale ? '#5d5a54' : COLORS[state] };
}

/** The badge as JSON for badge services (shields.io endpoint). */
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

const SLIM = /[iljtfrI.,:;'|!()[\] ]/u;
const WIDE = /[mwMW@%]/u;

/** The approximate width of a text in a sans-serif font, in pixels. An SVG cannot measure text. */
function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) width += SLIM.test(character) ? 0.42 : WIDE.test(character) ? 0.95 : 0.64;
  return Math.ceil(width * size);
}
