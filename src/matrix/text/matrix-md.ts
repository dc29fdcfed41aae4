import { fraction, type Cell } from '../model/cell.js';
import { casesCell, countCases } from '../model/cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { STATES } from '../model/state.js';
import { VIEWS } from '../model/view.js';

/** The matrix as Markdown, suites by targets, for a README or a comment. */
export function matrixMarkdown(matrix: Matrix): string {
  const legend = Object.values(STATES)
    .filter(({ sign }) => sign !== ' ')
    .map(({ sign, word, means }) => `- ${sign} ${word}: ${means}.`);
  const heads = [
    'target',
    'judged by',
    ...matrix.suites.map(({ title, optional }) => `${text(title)}${optional ? ' (optional)' : ''}`),
  ];
  const rows = matrix.columns.flatMap((run) =>
    VIEWS.map((view) => [
      view === 'own' ? `${text(run.name)}<br>${facts(run)}` : '',
      view === 'own'
        ? `own documents${run.views.own === null ? '' : `: ${text(run.views.own)}`}`
        : text(run.original.name),
      ...matrix.suites.map(({ cases }) => cell(casesCell(countCases(run, run.views[view], cases)))),
    ]),
  );
  return [
    `# ${text(matrix.title)}`,
    legend.join('\n'),
    'Counts are cases in that state, of those that the documents promise.',
    [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'),
    `Built on ${matrix.builtAt.slice(0, 10)} by ${matrix.tool.name} ${matrix.tool.version}.`,
  ]
    .join('\n\n')
    .concat('\n');
}

function facts(run: Run): string {
  return [run.version, run.model, run.date, run.stale ? 'stale' : null]
    .flatMap((part) => (part === null ? [] : [text(part)]))
    .join(' · ');
}

function cell(given: Cell): string {
  const { sign, word } = STATES[given.state];
  return `${sign} ${word} ${fraction(given)}`.trim();
}

/** A stranger's text with everything escaped that Markdown acts on, bare addresses and mentions too. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~^$=-]/gu, (character) => `\\${character}`)
    .replaceAll(/[@:]/gu, (character) => `${character}&#8203;`);
}
