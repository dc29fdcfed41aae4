import { count } from '../core/wire/quote.js';
import { describeConsequences } from '../core/report/describe-consequences.js';
import { describeOmission, describeOrigin, describeState } from '../core/report/phrases.js';
import { describeBaseline } from '../core/report/describe-baseline.js';
import { groupDoubts, groupDivergences } from '../core/report/group.js';
import { describeFailure, describeImpact, nameOf } from '../core/clients/describe-impact.js';
import type { Finding } from '../core/model/finding.js';
import { describePlace } from '../core/wire/place.js';
import type { Report } from '../core/model/report.js';
import { claimCounts, caseCounts, COMMAND, verdictWords } from './words.js';
import { code, plain } from './markdown-text.js';
import type { ReporterOptions } from './reporter.js';
import { describeParameter } from '../core/report/parameters.js';
import { suiteRows } from './suite-rows.js';

/**
 * `report.md`: the report as GitHub-flavoured Markdown. Text of a server is in code spans only; names from a record, which
 * anybody could have written, are escaped.
 */
export function markdownReport(report: Report, { gate }: Pick<ReporterOptions, 'gate'>): string {
  const shown = report.findings.map((finding, n) => describeFinding(finding, n + 1, report));
  const notes = report.findings.findIndex(({ level }) => level === 'note');
  const heavy = notes === -1 ? shown : shown.slice(0, notes);
  const light = notes === -1 ? [] : shown.slice(notes);
  const { outcome, line } = verdictWords(report, gate);
  return [
    `# Conformance of ${code(report.target.baseUrl)}`,
    `**${outcome === 'conforms' ? '✓' : '✗'} ${plain(line)}.**`,
    report.specs.map(({ id }) => `- ${plain(id)}: ${caseCounts(report, id)}`).join('\n'),
    '## Findings',
    heavy.length === 0 ? 'None.' : heavy.join('\n\n'),
    ...(light.length === 0 ? [] : ['## Notes', 'Notes do not fail a run.', light.join('\n\n')]),
    ...repaired(report),
    ...baseline(report),
    ...inconclusive(report),
    ...parameters(report),
    '## The run',
    `Model ${code(report.target.model ?? 'unknown')}, judged on ${plain(report.run.startedAt)} by ${report.specs.map(({ id, revision }) => plain(`${id} (revision ${revision})`)).join(', ')}, with ${plain(`${report.tool.name} ${report.tool.version}`)}: ${count(report.run.requests, 'request')}, ${report.run.tokens.prompt} prompt and ${report.run.tokens.completion} completion tokens.`,
    suiteTable(report),
    claimTable(report),
    ...omissions('Skipped', report.skipped ?? []),
    ...omissions('Omitted', report.omitted),
  ]
    .join('\n\n')
    .concat('\n');
}

function parameters({ parameters: rows = [] }: Report): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map((row) => `| ${plain(row.spec)} | ${code(row.parameter)} | ${plain(describeParameter(row))} |`);
  return ['## Parameters', ['| spec | parameter | |', '|---|---|---|', ...lines].join('\n')];
}

function suiteTable(report: Report): string {
  const rows = suiteRows(report).map(
    (row) =>
      `| ${plain(row.spec)} | ${plain(row.suite)} | ${row.conforms} | ${row.diverges} | ${row.inconclusive} | ${row.skipped} | ${row.omitted} | ${row.notRun} |`,
  );
  return [
    '| spec | suite | conforms | diverges | inconclusive | skipped | omitted | not run |',
    '|---|---|---:|---:|---:|---:|---:|---:|',
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

function describeFinding(finding: Finding, number: number, report: Report): string {
  const { untested = [], cases, exchanges, spec } = finding;
  const all = report.results.filter((result) => result.spec === spec).length;
  const origin = describeOrigin(finding);
  return [
    `### ${number}. ${code(finding.title)}`,
    `${finding.level} · ${cases.length} of ${all} cases · ${plain(spec)}`,
    '',
    code(finding.sentence),
    '',
    `- expected: ${code(finding.expected)}`,
    `- actual: ${code(finding.actual)}`,
    `- at: ${code(describePlace(finding.at))}, exchange ${exchanges[0]}`,
    ...documented(finding),
    ...(origin === null ? [] : [`- **${origin}**`]),
    ...impactOf(finding),
    ...describeState(finding).map((line) => `- ${code(line)}`),
    ...describeConsequences(finding).map((each) => `- also, in ${each.cases} of these cases: ${code(each.words)}`),
    ...(untested.length === 0 ? [] : [`- not tested because of it: ${untested.map(code).join(', ')}`]),
    `- cases: ${cases.map(code).join(', ')}`,
    `- finding: ${code(finding.id)}`,
    ...(finding.curl === null ? [] : ['', block(`${finding.curl}\n`, 'sh')]),
  ].join('\n');
}

/** What the finding does to clients, then each client that it breaks or may break with its tasks. */
function impactOf({ impact }: Finding): readonly string[] {
  if (impact === undefined) return [];
  const broken = impact.clients.filter(({ tasks }) => tasks.length > 0);
  return [
    `- clients: ${describeImpact(impact)}`,
    ...broken.flatMap((client) =>
      client.tasks.map((task) => `  - ${nameOf(client)}: ${describeFailure(task)}: ${code(task.detail)}`),
    ),
  ];
}

/** The documented words with their source; the lines of a schema one below the other. */
function documented({ source, claims, check }: Finding): readonly string[] {
  const from = `(${plain(source.title)}, ${link(source.url)}), claim ${claims.map(code).join(', ')}, check ${code(check)}`;
  if (source.quote === null) return [`- documented: the documents do not mention it ${from}`];
  if (!source.quote.includes('\n')) return [`- documented: ${code(source.quote)} ${from}`];
  const quoted = block(`${source.quote}\n`, '').replaceAll(/^(?=.)/gmu, '  ');
  return [`- documented ${from}:`, '', quoted, ''];
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
      ? [`And ${left} more: ${code(`${COMMAND} baseline update DIR --baseline ${file}`)} adds them all.`]
      : []),
  ];
}

/** A block of code that no run of backticks in it can end. */
function block(text: string, language = 'yaml'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}${fence}`;
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
                `- ${divergence.level}: ${divergence.kind} at ${code(describePlace(divergence.at))}, check ${code(divergence.check)} of ${plain(spec)}, in ${count(cases.length, 'case')}: ${code(divergence.sentence)}`,
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

function omissions(title: string, those: Report['omitted']): readonly string[] {
  const rows = those.map((omission) => `- ${code(omission.case)}: ${describeOmission(omission, code, plain)}`);
  return rows.length === 0 ? [] : [`## ${title}`, rows.join('\n')];
}

/** A link if the address is a plain web address, otherwise its text. */
function link(url: string): string {
  return /^https?:\/\/[^\s<>\\]+$/u.test(url) ? `<${url}>` : code(url);
}
