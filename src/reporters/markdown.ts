import { describeOmission } from '../core/report/describe-omission.js';
import { describeOrigin } from '../core/report/describe-origin.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { asSentence, describeShortfall } from '../core/report/describe-shortfall.js';
import { describeState } from '../core/report/describe-state.js';
import { groupDoubts } from '../core/report/group-doubts.js';
import { groupDivergences, type DivergenceGroup } from '../core/report/group.js';
import { describePlace } from '../core/wire/place.js';
import type { Report } from '../core/model/report.js';
import { claimCounts } from './claim-counts.js';
import type { ReporterOptions } from './reporter.js';
import { suiteRows } from './suite-rows.js';

/**
 * `report.md`: the report as GitHub-flavoured Markdown. Text of a server stands in code spans only; names that a record
 * could have been given by anybody are escaped.
 */
export function markdownReport(report: Report, { gate }: Pick<ReporterOptions, 'gate'>): string {
  const groups = groupDivergences(report.results);
  const shortfall = describeShortfall(report, gate);
  return [
    `# Conformance of ${code(report.target.baseUrl)}`,
    `Model ${code(report.target.model ?? 'unknown')}, judged on ${plain(report.run.startedAt)} by ${report.specs.map(({ id, revision }) => plain(`${id} (revision ${revision})`)).join(', ')}, with ${plain(`${report.tool.name} ${report.tool.version}`)}: ${report.run.requests} requests, ${report.run.tokens.prompt} prompt and ${report.run.tokens.completion} completion tokens.`,
    ...(shortfall === null ? [] : [`**${code(asSentence(shortfall))}**`]),
    suiteTable(report),
    claimTable(report),
    '## Divergences',
    groups.length === 0 ? 'None.' : groups.map(describeGroup).join('\n\n'),
    ...repaired(report),
    ...baseline(report),
    ...inconclusive(report),
    ...omitted(report),
  ]
    .join('\n\n')
    .concat('\n');
}

function suiteTable(report: Report): string {
  const rows = suiteRows(report).map(
    (row) =>
      `| ${plain(row.spec)} | ${plain(row.suite)} | ${row.conforms} | ${row.diverges} | ${row.inconclusive} | ${row.omitted} | ${row.notRun} |`,
  );
  return [
    '| spec | suite | conforms | diverges | inconclusive | omitted | not run |',
    '|---|---|---:|---:|---:|---:|---:|',
    ...rows,
  ].join('\n');
}

function claimTable(report: Report): string {
  const rows = claimCounts(report).map(
    ({ spec, met, broken, untested, uncheckable }) =>
      `| ${plain(spec)} | ${met} | ${broken} | ${untested} | ${uncheckable} |`,
  );
  return ['| spec | claims met | broken | untested | uncheckable |', '|---|---:|---:|---:|---:|', ...rows].join('\n');
}

function describeGroup({ divergence, cases, occurrences, spec }: DivergenceGroup): string {
  const { source } = divergence;
  return [
    `### ${divergence.level}: ${divergence.kind} at ${code(describePlace(divergence.at))}${occurrences > 1 ? ` (${occurrences} times)` : ''}`,
    code(divergence.sentence),
    `- expected: ${code(divergence.expected)}`,
    `- actual: ${code(divergence.actual)}`,
    `- documented: ${source.quote === null ? 'the documents are silent' : code(source.quote)} (${plain(source.title)}, ${link(source.url)}), claim ${code(divergence.claim)} of ${plain(spec)}, check ${code(divergence.check)}`,
    ...originLine(divergence),
    ...describeState(divergence).map((line) => `- ${code(line)}`),
    `- cases: ${cases.map(code).join(', ')}; first seen in exchange ${divergence.exchange}`,
  ].join('\n');
}

function originLine(divergence: DivergenceGroup['divergence']): readonly string[] {
  const origin = describeOrigin(divergence);
  return origin === null ? [] : [`- **${origin}**`];
}

/** How the run compares with its baseline, and what to paste into it for what is new. */
function baseline(report: Report): readonly string[] {
  const words = describeBaseline(report);
  if (words === null) return [];
  const { summary, lines, paste, left } = words;
  const file = report.baseline?.file ?? '';
  return [
    '## Baseline',
    `${code(summary)}.`,
    ...(lines.length === 0
      ? []
      : [
          lines
            .map(({ fails, entry, says }) => {
              const said = code(`${file}:${entry.lines.first}: ${says}`);
              return `- ${fails ? `**fails:** ${said}` : said}`;
            })
            .join('\n'),
        ]),
    ...(paste === '' ? [] : [`To accept what is new for now, add to ${code(file)}, with a reason:`, block(paste)]),
    ...(left > 0
      ? [`And ${left} more: ${code(`conformance baseline update DIR --baseline ${file}`)} adds them all.`]
      : []),
  ];
}

/** A block of YAML that no run of backticks in it can end. */
function block(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}yaml\n${text}${fence}`;
}

/** What the upstream shows and the target does not. */
function repaired({ against }: Report): readonly string[] {
  if (against === undefined) return [];
  const groups = groupDivergences(
    against.repaired.map(({ case: id, spec, divergence }) => ({ case: id, spec, divergences: [divergence] })),
  );
  return [
    `## Repaired`,
    `Divergences of the upstream ${code(against.target.baseUrl)} (${against.requests} requests) that the gateway does not show: ${groups.length === 0 ? 'none.' : ''}`,
    ...(groups.length === 0
      ? []
      : [
          groups
            .map(
              ({ divergence, spec, cases }) =>
                `- ${divergence.level}: ${divergence.kind} at ${code(describePlace(divergence.at))}, check ${code(divergence.check)} of ${plain(spec)}, in ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}: ${code(divergence.sentence)}`,
            )
            .join('\n'),
        ]),
  ];
}

function inconclusive(report: Report): readonly string[] {
  const rows = groupDoubts(report.results).map(
    ({ cases, spec, reason, detail }) => `- ${cases.map(code).join(', ')} (${plain(spec)}), ${reason}: ${code(detail)}`,
  );
  return rows.length === 0 ? [] : ['## Could not tell', rows.join('\n')];
}

function omitted(report: Report): readonly string[] {
  const rows = report.omitted.map((omission) => `- ${code(omission.case)}: ${describeOmission(omission, code, plain)}`);
  return rows.length === 0 ? [] : ['## Omitted', rows.join('\n')];
}

/** A code span that no backtick, line break or pipe in the text can end. */
function code(text: string): string {
  const line = text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** An address to follow, where it is one of the web and nothing but that; else its text. */
function link(url: string): string {
  return /^https?:\/\/[^\s<>\\]+$/u.test(url) ? `<${url}>` : code(url);
}

/** Text with the characters that Markdown acts on escaped. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/gu, (character) => `\\${character}`);
}
