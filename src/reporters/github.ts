import type { Report } from '../core/model/report.js';
import { clean } from '../core/report/clean.js';
import { describeImpact, isMeasured } from '../core/clients/describe-impact.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { describeShortfall, failingFindings } from '../core/report/judge-run.js';
import { describeState } from '../core/report/phrases.js';
import type { Finding } from '../core/model/finding.js';
import { caseCounts, verdictWords } from './words.js';
import { markdownReport } from './markdown.js';
import type { ReporterOptions } from './reporter.js';

type Severity = 'error' | 'warning' | 'notice';

/** GitHub shows no more of each kind for a step. */
const MOST = 10;

/** So many clients are named in an annotation. */
const MOST_CLIENTS = 3;

/** A step's summary holds 1 MiB; what is longer is not shown at all. */
const LONGEST_SUMMARY = 1_000_000;

/**
 * The report as workflow commands of GitHub Actions: an annotation for each finding and for each line of the
 * baseline that wants attention, then the verdict unless the terminal shows it. What fails the run is an error.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport(report: Report, options: ReporterOptions): string {
  const failing = failingFindings(report, options.gate);
  const findings = report.findings.filter(({ level }) => options.notes || level !== 'note');
  const shortfall = describeShortfall(report, options.gate);
  const annotations = [
    ...(shortfall === null
      ? []
      : [{ severity: 'error' as const, properties: { title: 'Not enough evidence' }, message: shortfall }]),
    ...findings.map((finding) => ofFinding(finding, failing)),
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
  const commands = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const those = annotations.filter((each) => each.severity === severity);
    const left = those.length - MOST;
    return [
      ...those.slice(0, MOST).map(writeCommand),
      ...(left > 0 ? [`${left} more of level ${severity}: see the report.`] : []),
    ];
  });
  const verdict = [
    ...report.specs.map(({ id }) => `${id}: ${caseCounts(report, id)}`),
    verdictWords(report, options.gate).line,
  ];
  return [...commands, ...(options.terminalToo === true ? [] : verdict)].map((line) => `${line}\n`).join('');
}

/** The report for the summary of a step, in Markdown. */
export function githubSummary(report: Report, options: Pick<ReporterOptions, 'gate'>): string {
  const complete = markdownReport(clean(report), options);
  const bytes = new TextEncoder().encode(complete);
  if (bytes.length <= LONGEST_SUMMARY) return complete;
  const cut = new TextDecoder().decode(bytes.subarray(0, LONGEST_SUMMARY));
  return `${cut.slice(0, cut.lastIndexOf('\n\n'))}\n\nThe rest is in report.md.\n`;
}

interface Annotation {
  readonly severity: Severity;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

function ofFinding(finding: Finding, failing: ReadonlySet<string>): Annotation {
  const { title, sentence, source, level, cases, spec } = finding;
  const severity = failing.has(finding.id) ? 'error' : level === 'note' || finding.baseline ? 'notice' : 'warning';
  const message = [
    sentence,
    ...describeState(finding),
    ...(finding.impact === undefined || !isMeasured(finding.impact)
      ? []
      : [`${describeImpact(finding.impact, { most: MOST_CLIENTS }).replaceAll('`', '')}.`]),
    `${source.quote === null ? '(the documents do not mention it)' : `“${source.quote}”`} ${source.title}, ${source.url}`,
    `in ${cases.slice(0, 5).join(', ')}${cases.length > 5 ? ` and ${cases.length - 5} more cases` : ''}`,
  ].join('\n');
  return { severity, properties: { title: `${spec}: ${title}` }, message };
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
