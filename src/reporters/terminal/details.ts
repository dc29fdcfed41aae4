import Table from 'cli-table3';
import type { Report } from '../../core/model/report.js';
import { describeOmission } from '../../core/report/phrases.js';
import { claimCounts } from '../words.js';
import { suiteRows, type SuiteRow } from '../suite-rows.js';
import { type Colors, wrapText } from './layout.js';

const COLUMNS = ['conforms', 'diverges', 'inconclusive', 'skipped', 'omitted', 'notRun'] as const;

/** What `--verbose` adds: cases by suite, claims, tokens and time, and what was omitted. */
export function details(report: Report, width: number, colors: Colors): readonly string[] {
  return [
    suites(report, width),
    [...claims(report), cost(report)].map((line) => wrapText(line, width, 0)).join('\n'),
    omissions(report, width, colors),
  ];
}

/** The suites by verdict, without columns of zeros; a line for each if the table is wider than the terminal. */
function suites(report: Report, width: number): string {
  const rows = suiteRows(report);
  const columns = COLUMNS.filter((column) => rows.some((row) => row[column] > 0));
  const table = new Table({
    head: ['spec', 'suite', ...columns.map((column) => (column === 'notRun' ? 'not run' : column))],
    colAligns: ['left', 'left', ...columns.map(() => 'right' as const)],
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [row.spec, row.suite, ...columns.map((column) => `${row[column]}`)]));
  const text = table.toString();
  return text.indexOf('\n') <= width ? text : rows.map((row) => wrapText(rowInWords(row), width, 0)).join('\n');
}

function rowInWords(row: SuiteRow): string {
  const counts = COLUMNS.filter((column) => row[column] > 0).map((column) => `${row[column]} ${column}`);
  return `${row.spec} ${row.suite}: ${counts.join(', ')}`;
}

function claims(report: Report): readonly string[] {
  return claimCounts(report).map(
    ({ spec, met, broken, untested, uncheckable }) =>
      `claims of ${spec}: ${met} met, ${broken} broken, ${untested} untested, ${uncheckable} uncheckable`,
  );
}

function cost({ run }: Report): string {
  return `${run.requests} ${run.requests === 1 ? 'request' : 'requests'}, ${run.tokens.prompt} prompt and ${run.tokens.completion} completion tokens, ${(run.durationMs / 1000).toFixed(1)} s`;
}

function omissions(report: Report, width: number, colors: Colors): string {
  const needs = new Map<string, string[]>();
  for (const omission of [...(report.skipped ?? []), ...report.omitted]) {
    const key = describeOmission(omission);
    needs.set(key, [...(needs.get(key) ?? []), omission.case]);
  }
  if (needs.size === 0) return '';
  const lines = [...needs].map(([need, cases]) => wrapText(`${need}: ${cases.join(', ')}`, width, 2));
  return colors.dim(['not sent', ...lines].join('\n'));
}
