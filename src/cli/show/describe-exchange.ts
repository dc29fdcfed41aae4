import type pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Exchange } from '../../core/model/exchange.js';
import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import { cleanText } from '../../core/report/clean.js';
import type { JsonLine } from '../../matrix/evidence/json-lines.js';
import type { PlacedDivergence } from '../../matrix/evidence/mark-map.js';
import type { ShownEvent } from '../../matrix/evidence/shown-events.js';
import { shownExchange, type ShownHeader } from '../../matrix/evidence/shown-exchange.js';
import { omit } from './omit.js';

/** How the text is laid out. */
export interface Page {
  /** In columns. */
  readonly width: number;
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Whether to omit nothing. */
  readonly full: boolean;
  /** The folder of the run, as the user wrote it. */
  readonly dir: string;
  /** The command as the user started it. */
  readonly command: string;
}

/** Before every line of an exchange: no text of a server begins a line, where a workflow log could take it for a command. */
const GUTTER = '  │ ';

/** A text that is longer is cut, unless everything is shown. */
const LONGEST_LINE = 400;

/** The request and the response of an exchange, line by line, with the places of a finding marked. */
export function describeExchange(
  report: Report,
  finding: Finding,
  exchange: Exchange,
  { width, colors, full }: Page,
): readonly string[] {
  const placed = placesOf(report, finding, exchange.id);
  const shown = shownExchange(exchange, placed, []);
  const expectedAt = new Map(placed.map(({ anchor, divergence }) => [anchor, cleanText(divergence.expected)]));
  const mark = (anchors: readonly string[]): string => {
    const [first] = anchors.flatMap((anchor) => expectedAt.get(anchor) ?? []);
    return first === undefined ? '' : `  ← expected ${first}`;
  };
  const line = (text: string, marked: boolean): string => {
    const own = text.length - text.trimStart().length;
    const cut = full || marked || text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)}…`;
    const pad = ' '.repeat(Math.min(own, 20));
    return wrapAnsi(cut.trim(), Math.max(20, width - GUTTER.length - pad.length), { hard: true })
      .split('\n')
      .map((each) => GUTTER + pad + (marked ? colors.red(each) : each))
      .join('\n');
  };
  const header = ({ name, value, anchors }: ShownHeader): string =>
    line(`${name}: ${value}${mark(anchors)}`, anchors.length > 0);
  const json = (lines: readonly JsonLine[]): readonly string[] =>
    (full ? lines : omit(lines, ({ marks }) => marks.length > 0)).map((each) =>
      'omitted' in each
        ? line(`… ${each.omitted} lines`, false)
        : line(`${each.text}${mark(each.marks.map(({ anchor }) => anchor))}`, each.marks.length > 0),
    );
  const event = (each: ShownEvent): readonly string[] => {
    if ('gap' in each) return [line(`… ${each.gap} events`, false)];
    const head = `${each.chunk === null ? 'event' : `chunk ${each.chunk}`}${each.name === null ? '' : ` (${each.name})`}${each.ms === null ? '' : `, ${Math.round(each.ms)} ms`}${each.terminated ? '' : ', not terminated'}`;
    return each.lines.length === 0
      ? [line(`${head}: ${each.text}`, false)]
      : [line(`${head}:`, false), ...json(each.lines)];
  };
  const isMarked = (each: ShownEvent): boolean => 'lines' in each && each.lines.length > 0;
  const events = full ? shown.events : omit(shown.events, isMarked, 1);
  return [
    colors.bold(`Request ${shown.id} (${cleanText(exchange.case)}, ${shown.role})`),
    line(`${shown.method} ${shown.url}, ${shown.auth}`, false),
    ...shown.requestHeaders.map(header),
    ...(shown.requestBody.length === 0 ? [] : [GUTTER.trimEnd()]),
    ...json(shown.requestBody),
    '',
    colors.bold(shown.status === null ? 'No response' : `Response ${shown.status.text}`) +
      colors.red(mark(shown.status?.anchors ?? [])),
    ...[...shown.headers, ...shown.missingHeaders].map(header),
    GUTTER.trimEnd(),
    ...json(shown.body),
    ...events.flatMap((each) => ('omitted' in each ? [line(`… ${each.omitted} events`, false)] : event(each))),
    line(
      `${shown.end}, ${Math.round(shown.ms)} ms, ${shown.bytes} bytes${mark(shown.streamAnchors)}`,
      shown.streamAnchors.length > 0,
    ),
    ...(full ? ['', colors.bold('Repeat it'), shown.curl] : []),
  ];
}

function placesOf({ results }: Report, { id, spec }: Finding, exchange: number): readonly PlacedDivergence[] {
  return results
    .flatMap(({ divergences }) => divergences)
    .filter((divergence) => divergence.finding === id && divergence.exchange === exchange)
    .map((divergence, n) => ({ anchor: `${n}`, spec, divergence }));
}
