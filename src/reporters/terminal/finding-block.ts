import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import { describeOrigin, describeState } from '../../core/report/phrases.js';
import { describePlace } from '../../core/wire/place.js';
import { count } from '../../core/wire/quote.js';
import type { ReporterOptions } from '../reporter.js';
import { type Colors, type Footnotes, joinParts, spread, wrapText } from './layout.js';

/** So many consequences are named. */
const MOST_CONSEQUENCES = 3;

/** A longer quotation is left to `show` and to the page: prose, and the lines of a schema. */
const MOST_QUOTE_LINES = { prose: 2, schema: 4 } as const;

/** A line of a schema in YAML: a list item, or a key with or without a value. */
const SCHEMA_LINE = /^\s*(?:- |[\w$-]+:(?:\s|$))/u;

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
  return [
    head,
    wrap(`expected ${finding.expected}`),
    ...quotation(finding, options.width, indent).map((line) => colors.dim(line)),
    ...consequencesOf(finding).map((line) => wrap(`also: ${line}`)),
    ...(untested.length === 0 ? [] : [wrap(`not tested because of it: ${count(untested.length, 'claim')}`)]),
    ...[...(origin === null ? [] : [origin]), ...describeState(finding)].map((line) => colors.cyan(wrap(line))),
    colors.dim(
      joinParts(
        [
          ...(finding.at.part === 'status' ? [] : [`at ${describePlace(finding.at)}`]),
          `check ${finding.check}`,
          `docs ${footnotes.mark(finding.source)}`,
          ...(options.out === undefined ? [] : [`conformance show ${options.out} ${number}`]),
        ],
        options.width,
        indent,
      ),
    ),
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

function quotation({ source }: Finding, width: number, indent: number): readonly string[] {
  if (source.quote === null) return [];
  const lines = source.quote.trim().split('\n');
  const isSchema = lines.length > 1 && lines.every((line) => SCHEMA_LINE.test(line));
  const text = isSchema ? lines.join('\n') : `“${lines.map((line) => line.trim()).join(' ')}”`;
  const wrapped = wrapText(text, width, isSchema ? indent + 2 : indent);
  return wrapped.split('\n').length > MOST_QUOTE_LINES[isSchema ? 'schema' : 'prose'] ? [] : [wrapped];
}

function consequencesOf({ consequences = [] }: Finding): readonly string[] {
  const more = consequences.length - MOST_CONSEQUENCES;
  return [
    ...consequences
      .slice(0, MOST_CONSEQUENCES)
      .map(({ sentence, cases }) => `${sentence} (${count(cases.length, 'case')})`),
    ...(more > 0 ? [`${more} more`] : []),
  ];
}
