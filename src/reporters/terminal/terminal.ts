import pc from 'picocolors';
import type { Report } from '../../core/model/report.js';
import { describeBaseline } from '../../core/report/describe-baseline.js';
import { groupDivergences, groupDoubts } from '../../core/report/group.js';
import { failingFindings } from '../../core/report/judge-run.js';
import { describePlace } from '../../core/wire/place.js';
import type { ReporterOptions } from '../reporter.js';
import { caseCounts, COMMAND, verdictWords } from '../words.js';
import { type Colors, makeFootnotes, wrapText } from './layout.js';
import { details } from './details.js';
import { findingBlock } from './finding-block.js';
import { count } from '../../core/wire/quote.js';

/** So many lines about entries of the baseline, and so many groups of inconclusive cases, without `--verbose`. */
const MOST = 5;

/** The report for a terminal: the findings, heaviest first, the documents that they cite, and the verdict last. */
export function terminalReport(report: Report, options: ReporterOptions): string {
  const colors = pc.createColors(options.color);
  const shown = report.findings.filter(({ level }) => level !== 'note' || options.notes);
  const footnotes = makeFootnotes(
    shown.flatMap(({ source, consequences = [] }) => [source, ...consequences.flatMap((each) => each.source ?? [])]),
  );
  const failing = failingFindings(report, options.gate);
  const context = { report, options, colors, footnotes, failing };
  const blocks = shown.map((finding) => findingBlock(finding, report.findings.indexOf(finding) + 1, context));
  return [
    header(report, options),
    ...blocks,
    footnotes.lines(options.width),
    repaired(report, options, colors),
    inconclusive(report, options),
    ...(options.verbose === true ? details(report, options.width, colors) : []),
    baseline(report, options, colors),
    footer(report, options, colors),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function header(report: Report, { width }: ReporterOptions): string {
  const specs = report.specs.map(({ id, revision }) => `${id} (${revision})`).join(', ');
  const model = report.target.model ?? 'unknown';
  return wrapText(
    `${report.target.baseUrl} · model ${model} · ${specs} · ${report.tool.name} ${report.tool.version}`,
    width,
    0,
  );
}

/** What the upstream shows and the target does not. */
function repaired({ against }: Report, { notes, width }: ReporterOptions, colors: Colors): string {
  const groups = groupDivergences(
    (against?.repaired ?? [])
      .filter(({ divergence }) => notes || divergence.level !== 'note')
      .map(({ case: id, spec, divergence }) => ({ case: id, spec, divergences: [divergence] })),
  );
  if (against === undefined || groups.length === 0) return '';
  const lines = groups.map(({ divergence, cases }) =>
    wrapText(
      `${divergence.level} ${describePlace(divergence.at)} ${divergence.kind}: ${count(cases.length, 'case')}`,
      width,
      2,
    ),
  );
  return [colors.green(wrapText(`Repaired: diverges at ${against.target.baseUrl}, not here`, width, 0)), ...lines].join(
    '\n',
  );
}

/** Why cases are inconclusive. */
function inconclusive(report: Report, { width, verbose }: ReporterOptions): string {
  const groups = groupDoubts(report.results);
  const shown = verbose === true ? groups : groups.slice(0, MOST);
  const lines = shown.map(({ cases, reason, detail }) => {
    const named = verbose === true || cases.length === 1 ? ` · ${cases.join(', ')}` : '';
    return wrapText(
      `? ${count(cases.length, 'case')} inconclusive, ${reason}: ${detail.replace(/\.$/u, '')}${named}`,
      width,
      0,
    );
  });
  const more = groups.length - shown.length;
  return [...lines, ...(more > 0 ? [`? ${more} more reasons (--verbose)`] : [])].join('\n');
}

/** What the lines of the baseline want, and the command that writes it. */
function baseline(report: Report, { width, verbose, out, command = COMMAND }: ReporterOptions, colors: Colors): string {
  const words = describeBaseline(report);
  if (words === null) return '';
  const file = report.baseline?.file ?? '';
  const shown = verbose === true ? words.lines : words.lines.slice(0, MOST);
  const more = words.lines.length - shown.length;
  return [
    wrapText(words.summary, width, 0),
    ...shown.map(({ fails, entry, says }) => {
      const line = wrapText(`${file}:${entry.lines.first}: ${says}`, width, 2);
      return fails ? colors.red(line) : colors.yellow(line);
    }),
    ...(more > 0 ? [`  ${more} more (--verbose)`] : []),
    // A command is not wrapped: it is there to be copied.
    ...words.commands(out ?? 'DIR', command).map((line) => `  ${line}`),
  ].join('\n');
}

function footer(report: Report, options: ReporterOptions, colors: Colors): string {
  const { outcome, line } = verdictWords(report, options.gate);
  const width = Math.max(...report.specs.map(({ id }) => id.length));
  const notes = report.findings.filter(({ level }) => level === 'note').length;
  const paint = { conforms: colors.green, diverges: colors.red, thin: colors.yellow }[outcome];
  const mark = outcome === 'conforms' ? '✓' : '✗';
  const page = options.out === undefined ? '' : ` Report: ${options.out.replace(/\/$/u, '')}/report.html`;
  return [
    ...report.specs.map(({ id }) => wrapText(`${id.padEnd(width)}   ${caseCounts(report, id)}`, options.width, 0)),
    ...(report.against === undefined ? [] : [wrapText(blame(report, report.against), options.width, 0)]),
    ...(report.shard === undefined
      ? []
      : [`part ${report.shard.index} of ${report.shard.of}: ${options.command ?? COMMAND} merge joins them`]),
    ...(notes > 0 && !options.notes ? [colors.dim(`${count(notes, 'note')} (--notes)`)] : []),
    colors.bold(paint(wrapText(`${mark} ${line}.${page}`, options.width, 0))),
  ].join('\n');
}

/** How many findings are whose. */
function blame({ findings }: Report, against: NonNullable<Report['against']>): string {
  const of = (origin: string): number =>
    findings.filter((finding) => finding.level !== 'note' && finding.origin === origin).length;
  return `against ${against.target.baseUrl} (${count(against.requests, 'request')}): ${of('introduced')} introduced by the gateway, ${of('inherited')} inherited, ${of('unknown')} of unknown origin`;
}
