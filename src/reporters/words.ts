import type { ClaimStatus, Report } from '../core/model/report.js';
import type { Divergence } from '../core/model/divergence.js';
import { describeOrigin, describeState } from '../core/report/phrases.js';
import { describePlace } from '../core/wire/place.js';
import { effectOn } from '../core/clients/select-clients.js';
import type { Effect } from '../core/model/impact.js';
import {
  describeShortfall,
  percentOf,
  failingFindings,
  judgeRun,
  type Gate,
  type Outcome,
} from '../core/report/judge-run.js';

/** How the command is started if nothing else is known. */
export const COMMAND = 'npx llm-conformance';

/** How many claims of each spec have which status. */
export function claimCounts(
  report: Report,
): readonly ({ readonly spec: string } & Readonly<Record<ClaimStatus, number>>)[] {
  return report.specs.map(({ id }) => {
    const of = (status: ClaimStatus): number =>
      report.claims.filter((claim) => claim.spec === id && claim.status === status).length;
    return { spec: id, met: of('met'), broken: of('broken'), untested: of('untested'), uncheckable: of('uncheckable') };
  });
}

/** A divergence as plain text, some lines: where, what, and which documented sentence it breaks. */
export function divergenceText(divergence: Divergence): string {
  const { level, at, kind, check, claim, sentence, source, exchange } = divergence;
  return [
    `${level} ${describePlace(at)} ${kind} (check ${check}, claim ${claim})`,
    `  ${sentence}`,
    `  ${source.quote === null ? '(the documents do not mention it)' : `“${source.quote}”`}`,
    `  ${source.title}, ${source.url}`,
    ...[describeOrigin(divergence), ...describeState(divergence)].flatMap((line) =>
      line === null ? [] : [`  ${line}`],
    ),
    `  first in exchange ${exchange}`,
  ].join('\n');
}

/** What a run came to, in the words that every reporter ends with. */
export interface VerdictWords {
  readonly outcome: Outcome;
  /** `2 findings (1 must, 1 should)`; why it is not enough to go by; which entries are stale. One line, no full stop. */
  readonly line: string;
}

/** The verdict of a report and its reason. */
export function verdictWords(report: Report, gate: Gate): VerdictWords {
  const outcome = judgeRun(report, gate);
  const failing = failingFindings(report, gate);
  const heavy = report.findings.filter(({ level }) => level !== 'note');
  const failed = heavy.filter(({ id }) => failing.has(id));
  const known = heavy.filter(({ baseline }) => baseline !== undefined).length;
  const open = heavy.filter(({ id, baseline }) => !failing.has(id) && baseline === undefined);
  const stale = report.baseline?.stale.length ?? 0;
  const shortfall = describeShortfall(report, gate);
  const parts = [
    ...(shortfall === null ? [] : [shortfall]),
    ...(gate.clients === undefined
      ? [describeFailing(failed, heavy.length, known)]
      : describeForClients(failed, open, heavy.length, gate.clients)),
    ...(known > 0 ? [`${known} known`] : []),
    ...(gate.clients === undefined && open.length > 0 ? [`${open.length} tolerated`] : []),
    ...(stale > 0 ? [countOf(stale, 'stale baseline entry', 'stale baseline entries')] : []),
  ];
  const line = parts.join(', ');
  return { outcome, line: `${line.slice(0, 1).toUpperCase()}${line.slice(1)}` };
}

/** `2 new findings (1 must, 1 should)` */
function describeFailing(failed: Report['findings'], all: number, known: number): string {
  if (failed.length === 0) return all === 0 ? 'no findings' : 'no new findings';
  return `${countOf(failed.length, known > 0 ? 'new finding' : 'finding')} (${byLevel(failed)})`;
}

/** `1 finding breaks openai (1 must)`, `2 may break it`, `3 others`. */
function describeForClients(
  failed: Report['findings'],
  open: Report['findings'],
  all: number,
  clients: readonly string[],
): readonly string[] {
  if (all === 0) return ['no findings'];
  const names = clients.length === 1 ? (clients[0] ?? '') : `${clients.slice(0, -1).join(', ')} or ${clients.at(-1)}`;
  const verb = failed.length > 1 ? 'findings break' : 'finding breaks';
  const of = (effect: Effect | null): number => open.filter((each) => effectOn(each, clients) === effect).length;
  const intact = of('works') + of('not-used');
  const it = clients.length === 1 ? 'it' : 'one of them';
  const rest: readonly (readonly [number, string])[] = [
    [
      of('breaks'),
      `${of('breaks') === 1 ? 'breaks' : 'break'} ${it} and ${of('breaks') === 1 ? 'is' : 'are'} tolerated`,
    ],
    [of('may-break'), `may break ${it}`],
    [intact, `${intact === 1 ? 'leaves' : 'leave'} ${it} intact`],
    [of('not-measured') + of(null), 'not measured'],
  ];
  return [
    failed.length === 0 ? `no finding breaks ${names}` : `${failed.length} ${verb} ${names} (${byLevel(failed)})`,
    ...rest.flatMap(([n, words]) => (n === 0 ? [] : [`${n} ${words}`])),
  ];
}

/**
 * `116 of 148 cases conform, 32 diverge, 73 skipped (--all)`; `12 of 148 cases (--quick): 9 conform, 3 diverge`. What is
 * zero is left out.
 */
export function caseCounts(report: Report, spec: string): string {
  const results = report.results.filter((result) => result.spec === spec);
  const of = (verdict: string): number => results.filter((result) => result.verdict === verdict).length;
  const { notRun, omitted, skipped = [] } = report;
  const { quickOf } = report.run;
  const there = (items: readonly { readonly spec: string }[]): number =>
    items.filter((item) => item.spec === spec).length;
  const all = results.length + there(notRun);
  const counts: readonly (readonly [number, string])[] = [
    [of('diverges'), 'diverge'],
    [
      of('inconclusive'),
      `inconclusive (${percentOf(of('inconclusive'), results.length)}${results.length < all ? ' of those judged' : ''})`,
    ],
    [there(notRun), 'not run'],
    ...(quickOf === undefined
      ? ([
          [there(skipped), 'skipped (--all)'],
          [there(omitted), 'omitted'],
        ] as const)
      : []),
  ];
  // The number of cases is that of all specs together.
  const cases = report.specs.length > 1 ? `${all} cases` : `${all} of ${quickOf ?? all} cases`;
  return [
    quickOf === undefined
      ? `${of('conforms')} of ${all} cases conform`
      : `${cases} (--quick): ${of('conforms')} conform`,
    ...counts.flatMap(([n, word]) => (n === 0 ? [] : [`${n} ${word}`])),
  ].join(', ');
}

function byLevel(findings: Report['findings']): string {
  return (['must', 'should'] as const)
    .map((level) => [findings.filter((finding) => finding.level === level).length, level] as const)
    .flatMap(([n, level]) => (n === 0 ? [] : [`${n} ${level}`]))
    .join(', ');
}

function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
