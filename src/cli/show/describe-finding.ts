import { count } from '../../core/wire/quote.js';
import type { Exchange } from '../../core/model/exchange.js';
import { describeFailure, describeImpact, EFFECTS } from '../../core/clients/describe-impact.js';
import { writeClient } from '../../core/clients/select-clients.js';
import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import { clean, cleanText } from '../../core/report/clean.js';
import { asSentence, describeStop } from '../../core/report/judge-run.js';
import { describeConsequences } from '../../core/report/describe-consequences.js';
import { describeOrigin, describeState } from '../../core/report/phrases.js';
import { describePlace } from '../../core/wire/place.js';
import { spread, wrapText } from '../../reporters/terminal/layout.js';
import { type Page, describeExchange } from './describe-exchange.js';

/** A finding of a report with the exchange that shows it. */
export interface FindingEvidence {
  readonly report: Report;
  readonly finding: Finding;
  /** In the report, from 1. */
  readonly number: number;
  /** Null if the folder has no record of it. */
  readonly exchange: Exchange | null;
}

const MOST_CASES = 8;

/** Every finding of a report in one line or two, with its number. */
export function listFindings(report: Report, { width, colors, dir, command }: Page): string {
  const stop = describeStop(report);
  const stopped = stop === null ? '' : `${wrapText(cleanText(asSentence(stop)), width, 0)}\n`;
  if (report.findings.length === 0) return `${stopped}No findings in ${dir}.\n`;
  const indent = `${report.findings.length}`.length + 2;
  const lines = clean(report.findings).map(({ title, level, cases, id }, n) => {
    const head = `${`${n + 1}`.padStart(indent - 2)}  ${wrapText(title, width, indent).slice(indent)}`;
    const about = `${level} · ${count(cases.length, 'case')}`;
    return `${spread(head, about, width, indent)}\n${' '.repeat(indent)}${colors.dim(id)}`;
  });
  return `${stopped}${lines.join('\n')}\n\nEvidence of one: ${command} show ${dir} 1\n`;
}

/** A finding with everything that a person needs to see it: the sentence, the documents, the exchange, a command. */
export function describeFinding({ report, finding, number, exchange }: FindingEvidence, page: Page): string {
  const { width, colors } = page;
  const { title, level, spec, sentence, expected, cases, at, id } = clean(finding);
  const wrap = (text: string): string => wrapText(text, width, 2);
  const origin = describeOrigin(finding);
  const parts = [
    colors.bold(wrapText(`${number}. ${title}`, width, 0)),
    colors.dim(wrapText(`${level} · ${spec} · check ${finding.check} · ${describePlace(at)} · ${id}`, width, 0)),
    '',
    wrap(sentence),
    ...(sentence.includes(expected) ? [] : [wrap(`Expected: ${expected}`)]),
    ...[...(origin === null ? [] : [origin]), ...describeState(clean(finding))].map((line) => colors.cyan(wrap(line))),
    '',
    colors.bold('Documents'),
    ...documents(finding, width),
    '',
    ...consequenceLines(finding, width, colors),
    ...clientLines(finding, width, colors),
    colors.bold(`Cases (${cases.length})`),
    wrap(someOf(cases)),
    '',
    ...(exchange === null
      ? [wrap(`There is no record of exchange ${finding.exchanges[0] ?? 0} in ${page.dir}.`)]
      : describeExchange(report, finding, exchange, page)),
  ];
  const curl = finding.curl === null || page.full ? null : finding.curl;
  return `${[...parts, ...(curl === null ? [] : ['', colors.bold('Repeat it'), curl])].join('\n')}\n`;
}

/** What has the same cause, each with the documented words that it breaks. */
function consequenceLines(finding: Finding, width: number, colors: Page['colors']): readonly string[] {
  const all = describeConsequences(clean(finding));
  if (all.length === 0) return [];
  const lines = all.flatMap(({ words, cases, source }) => [
    wrapText(`${words} (${count(cases, 'case')})`, width, 2),
    ...(source === null ? [] : quoteLines(source, width)),
  ]);
  return [colors.bold('Also, for the same cause'), ...lines, ''];
}

/** What the finding does to each client, with the tasks that fail. */
function clientLines({ impact }: Finding, width: number, colors: Page['colors']): readonly string[] {
  if (impact === undefined) return [];
  const lines = impact.clients
    .filter(({ effect }) => effect !== 'not-measured' && effect !== 'not-used')
    .flatMap((client) => [
      wrapText(`${writeClient(client)}: ${EFFECTS[client.effect]}`, width, 2),
      ...client.tasks.map((task) => wrapText(`${describeFailure(task)}: ${cleanText(task.detail)}`, width, 4)),
    ]);
  return [
    colors.bold('Clients, measured with the reference provider'),
    wrapText(`${describeImpact(impact, { most: 0 }).replaceAll('`', '')}.`, width, 2),
    ...lines,
    '',
  ];
}

function documents({ source, claims }: Finding, width: number): readonly string[] {
  return [
    ...(source.quote === null ? ['  (the documents do not mention it)'] : quoteLines(source, width)),
    wrapText(cleanText(source.title), width, 2),
    // Not broken: it could not be opened any more.
    `  ${cleanText(source.url)}`,
    wrapText(`Claim: ${someOf(claims.map(cleanText))}`, width, 2),
  ];
}

function quoteLines({ quote }: Finding['source'], width: number): readonly string[] {
  return quote === null
    ? []
    : quote
        .trim()
        .split('\n')
        .map((line) => wrapIndented(cleanText(line), width, 4));
}

/** A line with its own indentation, which continuation lines keep. */
function wrapIndented(line: string, width: number, indent: number): string {
  const own = line.length - line.trimStart().length;
  return wrapText(line.trim(), width, Math.min(indent + own, Math.floor(width / 2)));
}

function someOf(names: readonly string[]): string {
  const more = names.length - MOST_CASES;
  return more <= 0 ? names.join(', ') : `${names.slice(0, MOST_CASES).join(', ')} and ${more} more`;
}
