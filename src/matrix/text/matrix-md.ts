import { casesCell, countCases, fraction } from '../model/cells.js';
import type { Cell, Matrix, Run } from '../model/matrix.js';
import { STATES } from '../model/state.js';
import { judgedViews, OWN_VIEW, specOf } from '../model/view.js';
import { countFindings } from '../view/totals.js';

/** The matrix as Markdown, suites by targets, for a README or a comment. */
export function matrixMarkdown(matrix: Matrix): string {
  const legend = Object.values(STATES)
    .filter(({ sign }) => sign !== ' ')
    .map(({ sign, word, means }) => `- ${sign} ${word}: ${means}.`);
  const heads = [
    'target',
    'judged by',
    'findings',
    'all cases',
    ...matrix.suites.map(({ title, optional }) => `${text(title)}${optional ? ' (optional)' : ''}`),
  ];
  const rows = matrix.columns.flatMap((run) =>
    judgedViews(run, matrix.views).map((view, i) => {
      const spec = specOf(run, view);
      const cellOf = (ids?: readonly string[]): string => cell(casesCell(countCases(run, spec, ids)));
      return [
        i === 0 ? `${text(run.name)}<br>${facts(matrix, run)}` : '',
        view.id === OWN_VIEW.id ? `own documents${spec === null ? '' : `: ${text(spec)}`}` : text(view.short),
        spec === null ? '' : `${countFindings(run, spec)}`,
        cellOf(),
        ...matrix.suites.map(({ cases }) => cellOf(cases.map(({ id }) => id))),
      ];
    }),
  );
  return [
    `# ${text(matrix.title)}`,
    legend.join('\n'),
    'Counts are cases in the state, of the cases that the documents promise.',
    [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n'),
    `Built on ${matrix.builtAt.slice(0, 10)} by ${matrix.tool.name} ${matrix.tool.version}.`,
  ]
    .join('\n\n')
    .concat('\n');
}

function facts(matrix: Matrix, run: Run): string {
  const baseUrl = matrix.sharedNames.has(run.name) ? run.baseUrl : null;
  return [baseUrl, run.version, run.model, run.date, run.stale ? 'stale' : null]
    .flatMap((part) => (part === null ? [] : [text(part)]))
    .join(' · ');
}

function cell(given: Cell): string {
  const { sign, word } = STATES[given.state];
  return `${sign} ${word} ${fraction(given)}`.trim();
}

/** A text of a server or a submitter for Markdown: markup, bare addresses and mentions are escaped. */
function text(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~^$=-]/gu, (character) => `\\${character}`)
    .replaceAll(/[@:]/gu, (character) => `${character}&#8203;`);
}
