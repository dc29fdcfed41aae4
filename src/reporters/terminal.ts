import Table from 'cli-table3';
import pc from 'picocolors';
import { describeOrigin } from '../core/report/describe-origin.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { describeShortfall } from '../core/report/describe-shortfall.js';
import { describeState } from '../core/report/describe-state.js';
import { groupDoubts } from '../core/report/group-doubts.js';
import { groupDivergences, type DivergenceGroup } from '../core/report/group.js';
import { describePlace } from '../core/wire/place.js';
import type { Report } from '../core/model/report.js';
import type { Level } from '../core/model/claim.js';
import { escapeUnseen } from '../core/wire/quote.js';
import { claimCounts } from './claim-counts.js';
import type { ReporterOptions } from './reporter.js';
import { suiteRows } from './suite-rows.js';
import { verdictLine } from './verdict-line.js';
import { describeOmission } from '../core/report/describe-omission.js';

type Colors = ReturnType<typeof pc.createColors>;

/** The report for a terminal: suites by verdict, then each divergence with the sentence that it breaks. */
export function terminalReport(report: Report, options: ReporterOptions): string {
  const colors = pc.createColors(options.color);
  const groups = groupDivergences(report.results);
  const told = groups.filter(({ divergence }) => options.notes || divergence.level !== 'note');
  return [
    header(report, colors),
    suites(report, options, colors),
    ...told.map((group) => describeGroup(group, colors)),
    repaired(report, options, colors),
    inconclusive(report, colors),
    options.notes ? omissions(report, colors) : '',
    baseline(report, colors),
    footer(report, groups, options, colors),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function header(report: Report, colors: Colors): string {
  const specs = report.specs.map(({ id, revision }) => `${id} (${revision})`).join(', ');
  return `${colors.bold(`${report.tool.name} ${report.tool.version}`)} · ${report.target.baseUrl} · model ${report.target.model ?? 'unknown'} · judged by ${specs}`;
}

/** The suites by verdict, as a table; a line for each where that is wider than the terminal. */
function suites(report: Report, { width }: ReporterOptions, colors: Colors): string {
  const rows = suiteRows(report);
  const table = new Table({
    head: ['spec', 'suite', 'conforms', 'diverges', 'inconclusive', 'omitted', 'not run'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  });
  const count = (value: number, paint: (text: string) => string): string =>
    value === 0 ? colors.dim('0') : paint(`${value}`);
  for (const row of rows) {
    table.push([
      row.spec,
      row.suite,
      count(row.conforms, colors.green),
      count(row.diverges, colors.red),
      count(row.inconclusive, colors.yellow),
      count(row.omitted, colors.dim),
      count(row.notRun, colors.yellow),
    ]);
  }
  const text = table.toString();
  if (text.indexOf('\n') <= width) return text;
  return rows.map((row) => `${row.spec} ${row.suite}: ${verdictLine({ totals: row })}`).join('\n');
}

function describeGroup({ divergence, cases, occurrences, spec }: DivergenceGroup, colors: Colors): string {
  const times = occurrences > 1 ? ` ×${occurrences}` : '';
  const { source } = divergence;
  return [
    `${paintLevel(divergence.level, colors)} ${colors.bold(describePlace(divergence.at))} ${divergence.kind}${times} ${colors.dim(`[${spec}, check ${divergence.check}]`)}`,
    `  ${divergence.sentence}`,
    `  ${source.quote === null ? '(the documents are silent)' : `“${source.quote}”`}`,
    colors.dim(`  ${source.title}, ${source.url}, claim ${divergence.claim}`),
    ...originLine(divergence, colors),
    ...describeState(divergence).map((line) => `  ${colors.cyan(line)}`),
    colors.dim(`  in ${listSome(cases)}; first in exchange ${divergence.exchange}`),
  ].join('\n');
}

function originLine(divergence: DivergenceGroup['divergence'], colors: Colors): readonly string[] {
  const origin = describeOrigin(divergence);
  if (origin === null) return [];
  return [`  ${divergence.origin === 'inherited' ? colors.dim(origin) : colors.bold(origin)}`];
}

/** What the upstream shows and the target does not. */
function repaired({ against }: Report, { notes }: ReporterOptions, colors: Colors): string {
  const groups = groupDivergences(
    (against?.repaired ?? [])
      .filter(({ divergence }) => notes || divergence.level !== 'note')
      .map(({ case: id, spec, divergence }) => ({ case: id, spec, divergences: [divergence] })),
  );
  if (against === undefined || groups.length === 0) return '';
  const lines = groups.map(
    ({ divergence, spec, cases }) =>
      `  ${divergence.level} ${describePlace(divergence.at)} ${divergence.kind} ${colors.dim(`[${spec}, check ${divergence.check}]`)} in ${listSome(cases)}`,
  );
  return [colors.green(`repaired: diverges at ${against.target.baseUrl}, not here`), ...lines].join('\n');
}

function paintLevel(level: Level, colors: Colors): string {
  const paint = { must: colors.red, should: colors.yellow, note: colors.dim }[level];
  return paint(level);
}

function listSome(items: readonly string[], most = 5): string {
  return items.length <= most ? items.join(', ') : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** How the run compares with its baseline, and what to paste into it for what is new. */
function baseline(report: Report, colors: Colors): string {
  const words = describeBaseline(report);
  if (words === null) return '';
  const { summary, lines, paste, left } = words;
  const file = report.baseline?.file ?? '';
  return [
    colors.bold(summary),
    ...lines.map(({ fails, entry, says }) => {
      const line = `  ${file}:${entry.lines.first}: ${escapeUnseen(says)}`;
      return fails ? colors.red(line) : colors.yellow(line);
    }),
    ...(paste === ''
      ? []
      : [
          `to accept what is new for now, add to ${file} (with a reason):`,
          paste.trimEnd().split('\n').map(escapeUnseen).join('\n'),
        ]),
    ...(left > 0 ? [`and ${left} more: conformance baseline update DIR --baseline ${file} adds them all`] : []),
  ].join('\n');
}

function inconclusive(report: Report, colors: Colors): string {
  const lines = groupDoubts(report.results).map(
    ({ cases, spec, reason, detail }) => `  ${listSome(cases)} ${colors.dim(`[${spec}]`)} ${reason}: ${detail}`,
  );
  return lines.length === 0 ? '' : [colors.yellow('could not tell'), ...lines].join('\n');
}

function omissions(report: Report, colors: Colors): string {
  if (report.omitted.length === 0) return '';
  const needs = new Map<string, string[]>();
  for (const omission of report.omitted) {
    const key = describeOmission(omission);
    needs.set(key, [...(needs.get(key) ?? []), omission.case]);
  }
  const lines = [...needs].map(([need, cases]) => `  ${need}: ${listSome(cases, 4)}`);
  return colors.dim(['omitted', ...lines].join('\n'));
}

function footer(report: Report, groups: readonly DivergenceGroup[], options: ReporterOptions, colors: Colors): string {
  const { totals, run } = report;
  const notes = groups.filter(({ divergence }) => divergence.level === 'note').length;
  const unsaid = [
    ...(notes === 0 ? [] : [`${notes} ${notes === 1 ? 'note' : 'notes'}`]),
    ...(totals.omitted === 0 ? [] : [`${totals.omitted} omitted ${totals.omitted === 1 ? 'case' : 'cases'}`]),
  ];
  const claims = claimCounts(report).map(
    ({ spec, met, broken, untested, uncheckable }) =>
      `claims of ${spec}: ${met} met, ${broken} broken, ${untested} untested, ${uncheckable} uncheckable`,
  );
  const shortfall = describeShortfall(report, options.gate);
  const verdict = verdictLine(report);
  return [
    ...claims,
    `${run.requests} ${run.requests === 1 ? 'request' : 'requests'}, ${run.tokens.prompt} prompt and ${run.tokens.completion} completion tokens, ${(run.durationMs / 1000).toFixed(1)} s`,
    ...(report.against === undefined ? [] : [blame(report.against, groups)]),
    ...(report.shard === undefined
      ? []
      : [`part ${report.shard.index} of ${report.shard.of}: conformance merge joins them`]),
    ...(unsaid.length > 0 && !options.notes ? [colors.dim(`${unsaid.join(' and ')} (--notes shows them)`)] : []),
    ...(shortfall === null ? [] : [colors.yellow(shortfall)]),
    colors.bold(totals.diverges > 0 ? colors.red(verdict) : verdict),
  ].join('\n');
}

/** How many divergences above a note are whose. */
function blame(against: NonNullable<Report['against']>, groups: readonly DivergenceGroup[]): string {
  const of = (origin: string): number =>
    groups.filter(({ divergence }) => divergence.level !== 'note' && divergence.origin === origin).length;
  return `against ${against.target.baseUrl} (${against.requests} requests): ${of('introduced')} introduced by the gateway, ${of('inherited')} inherited, ${of('unknown')} of unknown origin`;
}
