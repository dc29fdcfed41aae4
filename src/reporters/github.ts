import type { Report } from '../core/model/report.js';
import { clean } from '../core/report/clean.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { describeShortfall } from '../core/report/describe-shortfall.js';
import { describeState } from '../core/report/describe-state.js';
import { groupDivergences, type DivergenceGroup } from '../core/report/group.js';
import { describePlace } from '../core/wire/place.js';
import { failsGate } from '../core/report/judge-run.js';
import { verdictLine } from './verdict-line.js';
import { markdownReport } from './markdown.js';
import type { ReporterOptions } from './reporter.js';

type Severity = 'error' | 'warning' | 'notice';

/** GitHub shows no more of each kind for a step. */
const MOST = 10;

/** A step's summary holds 1 MiB; what is longer is not shown at all. */
const LONGEST_SUMMARY = 1_000_000;

/**
 * The report as workflow commands of GitHub Actions: an annotation for each divergence that cases show alike and for each
 * line of the baseline that wants attention, then the verdict. What fails the run is an error.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(report: Report, options: ReporterOptions): string {
  const groups = groupDivergences(report.results).filter(
    ({ divergence }) => options.notes || divergence.level !== 'note',
  );
  const shortfall = describeShortfall(report, options.gate);
  const annotations = [
    ...(shortfall === null
      ? []
      : [{ severity: 'error' as const, properties: { title: 'Not enough to go by' }, message: shortfall }]),
    ...groups.map((group) => ofGroup(group, options)),
    ...(describeBaseline(report)?.lines ?? []).map(({ fails, entry, says }) => ({
      severity: fails ? ('error' as const) : ('warning' as const),
      properties: {
        file: report.baseline?.file ?? '',
        line: `${entry.lines.first}`,
        endLine: `${entry.lines.last}`,
        title: fails ? 'Stale entry of the baseline' : 'Baseline',
      },
      message: says,
    })),
  ];
  const told = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const those = annotations.filter((each) => each.severity === severity);
    const left = those.length - MOST;
    return [
      ...those.slice(0, MOST).map(writeCommand),
      ...(left > 0 ? [`${left} more of level ${severity} stand in the report.`] : []),
    ];
  });
  return `${[...told, verdictLine(report)].join('\n')}\n`;
}

/** The report for the summary of a step, in Markdown. */
export function githubSummary(report: Report, options: Pick<ReporterOptions, 'gate'>): string {
  const whole = markdownReport(clean(report), options);
  const bytes = new TextEncoder().encode(whole);
  if (bytes.length <= LONGEST_SUMMARY) return whole;
  const cut = new TextDecoder().decode(bytes.subarray(0, LONGEST_SUMMARY));
  return `${cut.slice(0, cut.lastIndexOf('\n\n'))}\n\nThe rest stands in report.md.\n`;
}

interface Annotation {
  readonly severity: Severity;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function ofGroup({ divergence, spec, cases }: DivergenceGroup, { gate }: ReporterOptions): Annotation {
  const { kind, at, sentence, source, level } = divergence;
  const severity = failsGate(divergence, gate)
    ? 'error'
    : level === 'note' || divergence.baseline
      ? 'notice'
      : 'warning';
  const message = [
    sentence,
    ...describeState(divergence),
    `${source.quote === null ? '(the documents are silent)' : `“${source.quote}”`} ${source.title}, ${source.url}`,
    `in ${cases.slice(0, 5).join(', ')}${cases.length > 5 ? ` and ${cases.length - 5} more` : ''}`,
  ].join('\n');
  return { severity, properties: { title: `${spec}: ${kind} at ${describePlace(at)}` }, message };
}

function writeCommand({ severity, properties, message }: Annotation): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${severity} ${given.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
