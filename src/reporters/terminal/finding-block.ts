import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import { describeConsequences } from '../../core/report/describe-consequences.js';
import { describeOrigin, describeState } from '../../core/report/phrases.js';
import { fitImpact, isMeasured } from '../../core/clients/describe-impact.js';
import { isSchemaLine } from '../../core/report/schema-line.js';
import { describePlace } from '../../core/wire/place.js';
import { count } from '../../core/wire/quote.js';
import type { ReporterOptions } from '../reporter.js';
import { COMMAND } from '../words.js';
import { type Colors, type Footnotes, joinParts, spread, wrapText } from './layout.js';

/** So many consequences are named. `show` names all of them. */
const MOST_CONSEQUENCES = 5;

/** A longer quotation is cut: `show` and the page have all of it. */
const MOST_QUOTE_LINES = 5;

/** A longer value is cut. */
const LONGEST_ACTUAL = 160;

/** So many lines name the clients that a finding breaks: `show` and the page name all of them. */
const MOST_IMPACT_LINES = 2;

/** What is left out of a quotation. */
const GAP = '[…]';

/** A line of a schema without words: a key with one word or none (`type: boolean`, `- description: >`), or a list item. */
const BARE_LINE = /^\s*(?:- )?"?[\w$-]+"?:(?:\s+\S+)?\s*$|^\s*- \S+\s*$/u;

/** The sentences before one that the quotation leaves unfinished. */
const LAST_SENTENCES = /^(.*[.!?])\s+[A-Z][^.!?]*[^.!?:;,)"'`”]$/su;

/** What a block needs in addition to its finding. */
export interface BlockContext {
  readonly report: Report;
  readonly options: ReporterOptions;
  readonly colors: Colors;
  readonly footnotes: Footnotes;
  /** The ids of the findings that fail the run. */
  readonly failing: ReadonlySet<string>;
}

/** A finding as some lines: its number and title, what was expected, where it is, and how to see more. */
export function findingBlock(finding: Finding, number: number, context: BlockContext): string {
  const { options, colors, footnotes } = context;
  const indent = `${number}`.length + 4;
  const wrap = (text: string): string => wrapText(text, options.width, indent);
  const { untested = [] } = finding;
  const head = headOf(finding, number, indent, context);
  if (finding.baseline !== undefined)
    return [head, ...describeState(finding).map((line) => colors.cyan(wrap(line)))].join('\n');
  const origin = describeOrigin(finding);
  // Before those of its consequences.
  const mark = footnotes.mark(finding.source);
  return [
    head,
    wrap(`expected ${finding.expected}${actualOf(finding)}`),
    ...quotation(finding, options.width, indent).map((line) => colors.dim(line)),
    ...consequencesOf(finding, footnotes).map((line) => wrap(`also: ${line}`)),
    ...(untested.length === 0 ? [] : [wrap(`not tested because of it: ${count(untested.length, 'claim')}`)]),
    ...impactOf(finding, wrap),
    ...[...(origin === null ? [] : [origin]), ...describeState(finding)].map((line) => colors.cyan(wrap(line))),
    colors.dim(
      joinParts(
        [
          ...(finding.at.part === 'status' ? [] : [`at ${describePlace(finding.at)}`]),
          `check ${finding.check}`,
          `docs ${mark}`,
        ],
        options.width,
        indent,
      ),
    ),
    // A command is not wrapped: it is there to be copied.
    ...(options.out === undefined
      ? []
      : [colors.dim(`${' '.repeat(indent)}${options.command ?? COMMAND} show ${options.out} ${number}`)]),
  ].join('\n');
}

function headOf(
  finding: Finding,
  number: number,
  indent: number,
  { report, options, colors, failing }: BlockContext,
): string {
  const { title, level, cases, spec } = finding;
  const mark = failing.has(finding.id) ? colors.red('✗') : colors.dim('–');
  const wrapped = wrapText(title, options.width, indent).slice(indent);
  const all = report.results.filter((result) => result.spec === spec).length;
  const line = spread(
    `${mark} ${number}  ${wrapped}`,
    `${paintLevel(level, colors)} · ${cases.length} of ${count(all, 'case')}${report.specs.length > 1 ? ` · ${spec}` : ''}`,
    options.width,
    indent,
  );
  return line.replace(wrapped, () => colors.bold(wrapped));
}

function paintLevel(level: Finding['level'], colors: Colors): string {
  return { must: colors.red, should: colors.yellow, note: colors.dim }[level](level);
}

/** What came instead, unless the title has it. */
function actualOf({ kind, title, actual }: Finding): string {
  const named = new Set(['nothing', ...wordsOf(title)]);
  if (kind === 'refused' || kind === 'accepted-invalid' || wordsOf(actual).every((word) => named.has(word))) return '';
  return `; got ${actual.length > LONGEST_ACTUAL ? `${actual.slice(0, LONGEST_ACTUAL)}…` : actual}`;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]+/gu) ?? [];
}

/** The passage of the documents that shows the finding, cut if it is long. */
function quotation(finding: Finding, width: number, indent: number): readonly string[] {
  const { source } = finding;
  if (source.quote === null) return [];
  const lines = source.quote.trim().split('\n');
  const passages = passagesOf(lines);
  const prose = passages.filter((passage) => !isSchema(passage));
  // Prose says more than a schema, except than the list of required members for one that is missing.
  const isListed = finding.kind === 'missing-field' && passages.some(listsRequired);
  if ((prose.length > 0 && !isListed) || lines.length === 1) {
    const shown = prose.length > 0 && prose.length < passages.length ? prose : passages;
    const text = shown.map(proseOf).join(` ${GAP} `);
    return cut(wrapText(`“${text}”`, width, indent).split('\n'), indent);
  }
  const schema = schemaOf(passages, finding);
  // An enumeration whose values are expected says nothing more.
  const named = new Set(['enum', ':', '-', ...wordsOf(finding.title), ...wordsOf(finding.expected)]);
  if (wordsOf(schema.join('\n')).every((word) => named.has(word))) return [];
  return cut(schema, 0).map((line) => wrapText(line.trim(), width, indent + 2 + line.length - line.trimStart().length));
}

/**
 * The passage of a schema that shows the finding: the list of required members for one that is missing, and the
 * description of a member for everything else. The name of the member stays before it.
 */
function schemaOf(passages: readonly (readonly string[])[], { kind, title }: Finding): readonly string[] {
  const [first = [], ...others] = passages;
  const isName = first.length === 1 && BARE_LINE.test(first[0] ?? '');
  const [head, rest] = isName && others.length > 0 ? [first, others] : [[], passages];
  const shown =
    kind === 'missing-field'
      ? requiredOf(rest.find(listsRequired) ?? rest[0] ?? [], wordsOf(title))
      : (rest.findLast((passage) => !listsRequired(passage)) ?? rest.at(-1) ?? []);
  const lines = [...head, ...shown];
  // A description that the document wraps is wrapped again for the terminal.
  return lines.reduce<readonly string[]>(
    (all, line) =>
      all.length === 0 || isSchemaLine(line) || line.trim() === GAP
        ? [...all, line]
        : [...all.slice(0, -1), `${all.at(-1)} ${line.trim()}`],
    [],
  );
}

/** Whether a passage is the list of required members. */
function listsRequired([first = '']: readonly string[]): boolean {
  return /^\s*"?required"?:(?:$| \[)/u.test(first);
}

/** Of a long list of required members those that a title names. */
function requiredOf(passage: readonly string[], named: readonly string[]): readonly string[] {
  const [first = '', ...members] = passage;
  const missing = members.filter((line) => named.includes(line.trim().slice(2).toLowerCase()));
  if (!listsRequired(passage) || missing.length === 0 || passage.length <= MOST_QUOTE_LINES) return passage;
  const indent = members[0]?.replace(/\S.*$/u, '') ?? '';
  return [first, ...missing.slice(0, MOST_QUOTE_LINES - 2), `${indent}${GAP}`];
}

/** The words of a passage in one line, without the lines of a schema around them. */
function proseOf(lines: readonly string[]): string {
  const isWorded = (line: string): boolean => !BARE_LINE.test(line);
  const worded = lines.some(isWorded)
    ? lines.slice(lines.findIndex(isWorded), lines.findLastIndex(isWorded) + 1)
    : lines;
  const text = worded.map((line) => line.trim().replace(/^(?:- )?description: /u, '')).join(' ');
  return LAST_SENTENCES.exec(text)?.[1] ?? text;
}

/** Whether most lines are YAML: a description may go on over several lines. */
function isSchema(lines: readonly string[]): boolean {
  return lines.filter(isSchemaLine).length * 2 > lines.length;
}

/** The parts of a quotation between its gaps. */
function passagesOf(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.reduce<readonly (readonly string[])[]>(
    (all, line) => (line.trim() === GAP ? [...all, []] : [...all.slice(0, -1), [...(all.at(-1) ?? []), line]]),
    [[]],
  );
}

/** The first and the last lines: schemas begin with the member, and descriptions end with the rule. */
function cut(lines: readonly string[], indent: number): readonly string[] {
  const kept = (MOST_QUOTE_LINES - 1) / 2;
  return lines.length <= MOST_QUOTE_LINES
    ? lines
    : [...lines.slice(0, kept), `${' '.repeat(indent)}${GAP}`, ...lines.slice(-kept)];
}

/** What the finding does to clients, with as many names as fit; nothing if that is not known. */
function impactOf({ impact }: Finding, wrap: (text: string) => string): readonly string[] {
  if (impact === undefined || !isMeasured(impact)) return [];
  const plain = (text: string): string => wrap(text.replaceAll('`', ''));
  return [plain(fitImpact(impact, (text) => plain(text).split('\n').length <= MOST_IMPACT_LINES))];
}

function consequencesOf(finding: Finding, footnotes: Footnotes): readonly string[] {
  const all = describeConsequences(finding);
  const more = all.length - MOST_CONSEQUENCES;
  return [
    ...all
      .slice(0, MOST_CONSEQUENCES)
      .map(
        ({ words, cases, source }) =>
          `${words} (${count(cases, 'case')}${source === null ? '' : `, docs ${footnotes.mark(source)}`})`,
      ),
    ...(more > 0 ? [`${more} more`] : []),
  ];
}
