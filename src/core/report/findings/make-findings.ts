import { defined } from '../../model/defined.js';
import type { CaseResult } from '../../model/case-result.js';
import type { Divergence, Origin } from '../../model/divergence.js';
import type { Finding } from '../../model/finding.js';
import { levelRank } from '../../model/claim.js';
import { generalPlace } from '../../wire/place.js';
import { shortHash } from '../divergence-key.js';
import { groupAcceptedRequests } from './accepted-requests.js';
import { notesThatExplain } from './explanations.js';
import { mergeConsequences } from './consequences.js';
import { joinForms } from './join-forms.js';
import { joinMissing } from './missing-members.js';
import { joinIgnored } from './ignored-parameters.js';
import { type RunFacts, NO_FACTS } from './exchange-facts.js';
import { groupFailedRequests } from './failed-requests.js';
import { titleOf } from './finding-title.js';
import { groupOf, heaviestFirst, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import { withoutTimes } from '../../judge/sentence.js';
import type { Report } from '../../model/report.js';

/** The findings of a run, heaviest first, and its results with the finding of each divergence. */
export interface Findings {
  readonly findings: readonly Finding[];
  readonly results: readonly CaseResult[];
}

/**
 * Groups the divergences of a run by cause: failed requests by their error, wrong requests that were accepted, then what
 * is alike over cases, and what follows from another divergence under its cause. Pure: the order of exchanges does not
 * matter, and every divergence belongs to exactly one finding.
 */
export function makeFindings(results: readonly CaseResult[], run: RunFacts): Findings {
  const all = membersOf(results, run);
  const aboveNotes = all.filter(({ divergence }) => divergence.level !== 'note');
  const allNotes = all.filter(({ divergence }) => divergence.level === 'note');
  const explaining = notesThatExplain(aboveNotes, allNotes);
  const heavy = all.filter((member) => member.divergence.level !== 'note' || explaining.has(member));
  const notes = allNotes.filter((member) => !explaining.has(member));
  const failed = groupFailedRequests(heavy, run);
  const accepted = groupAcceptedRequests(failed.rest);
  const groups = [
    ...joinIgnored(
      joinMissing(mergeConsequences([...failed.groups, ...accepted.groups, ...joinForms(alike(accepted.rest))])),
      run,
    ),
    ...joinForms(alike(notes)),
  ].toSorted((a, b) => orderOf(a) - orderOf(b));
  const ids = new Set<string>();
  const made = groups.map((group) => ({ group, finding: toFinding(group, ids) }));
  return { findings: made.map(({ finding }) => finding).toSorted(compareFindings), results: mark(results, made) };
}

function orderOf({ members: [first] }: Group): number {
  return first?.order ?? 0;
}

function membersOf(results: readonly CaseResult[], { exchanges, cases }: RunFacts): readonly Member[] {
  let order = 0;
  return results.flatMap(({ case: id, spec, divergences }) =>
    divergences.map((divergence): Member => ({
      case: id,
      spec,
      order: order++,
      divergence,
      facts: exchanges.get(divergence.exchange) ?? null,
      about: cases.get(id) ?? null,
    })),
  );
}

/**
 * The same check, kind, general place and claim over cases. Claims that stand side by side are one: `tool_choice.auto`.
 * A divergence of the highest level comes first: its words must carry the level of the finding.
 */
function alike(members: readonly Member[]): readonly Group[] {
  const keyOf = ({ spec, divergence: { check, kind, at, claim, level } }: Member): string =>
    ['alike', spec, check, kind, generalPlace(at), parentOf(claim), level === 'note' ? 'note' : ''].join(' ');
  return [...groupBy(members, keyOf)].map(([key, those]) => groupOf(key, heaviestFirst(those)));
}

function parentOf(claim: string): string {
  const parts = claim.split('.');
  return parts.length > 3 ? parts.slice(0, -1).join('.') : claim;
}

function toFinding(group: Group, ids: Set<string>): Finding {
  const [first] = group.members;
  if (first === undefined) throw new Error('A group without members');
  const { divergence, spec } = first;
  const every = [...group.members, ...group.consequences];
  const level = every.map(({ divergence: each }) => each.level).reduce((a, b) => (levelRank(b) > levelRank(a) ? b : a));
  const inOrder = every.toSorted((a, b) => a.order - b.order);
  const { check, kind, at, source, exchange } = divergence;
  const claims = [
    ...group.claims.filter((id) => id === divergence.claim),
    ...group.claims.filter((id) => id !== divergence.claim),
  ];
  const untested = [...new Set(group.untested.map((member) => member.divergence.claim))].filter(
    (id) => !claims.includes(id),
  );
  const origin = originOf(every);
  const intermittent = intermittentOf(group.members);
  return {
    id: uniqueId(group, ids),
    spec,
    level,
    title: group.words?.title ?? titleOf(divergence),
    check,
    kind,
    at,
    claims,
    cases: [...new Set(inOrder.map((member) => member.case))],
    exchanges: [
      ...new Set([exchange, ...(group.witnesses ?? []), ...inOrder.map((member) => member.divergence.exchange)]),
    ],
    occurrences: group.members.reduce((sum, member) => sum + member.divergence.occurrences, 0),
    sentence: group.words?.sentence ?? withoutTimes(divergence.sentence),
    expected: group.words?.expected ?? divergence.expected,
    actual: group.words?.actual ?? divergence.actual,
    source: group.source ?? source,
    curl: first.facts?.curl ?? null,
    ...defined({
      refused: group.refused ?? undefined,
      untested: untested.length === 0 ? undefined : untested,
      consequences: group.consequences.length === 0 ? undefined : consequencesOf(group.consequences),
      origin: origin ?? undefined,
      intermittent: intermittent ?? undefined,
    }),
  };
}

function consequencesOf(members: readonly Member[]): NonNullable<Finding['consequences']> {
  const keyOf = ({ divergence: { check, kind, at } }: Member): string => [check, kind, generalPlace(at)].join(' ');
  return [...groupBy(members, keyOf).values()].flatMap(([first, ...rest]) =>
    first === undefined
      ? []
      : [
          {
            check: first.divergence.check,
            kind: first.divergence.kind,
            at: first.divergence.at,
            title: titleOf(first.divergence),
            sentence: withoutTimes(first.divergence.sentence),
            source: first.divergence.source,
            cases: [...new Set([first, ...rest].map((member) => member.case))],
          },
        ],
  );
}

/** The check and kind for a person, and a sum over the cause that makes it unique. */
function uniqueId({ key, members: [first] }: Group, ids: Set<string>): string {
  const { check = '', kind = '' } = first?.divergence ?? {};
  const name = `${check === kind ? check : `${check}-${kind}`}-${shortHash(key).slice(0, 7)}`;
  let id = name;
  for (let n = 2; ids.has(id); n++) id = `${name}-${n}`;
  ids.add(id);
  return id;
}

function originOf(members: readonly Member[]): Origin | null {
  const origins = new Set(members.map(({ divergence }) => divergence.origin));
  return (['introduced', 'unknown', 'inherited'] as const).find((origin) => origins.has(origin)) ?? null;
}

/** Of the case that shows it least often; null if one shows it each time. */
function intermittentOf(members: readonly Member[]): NonNullable<Divergence['intermittent']> | null {
  const all = members.map(({ divergence }) => divergence.intermittent);
  if (all.includes(undefined)) return null;
  return all.reduce((a, b) => (a !== undefined && b !== undefined && b.seen < a.seen ? b : a)) ?? null;
}

/** Heaviest first: by level, then by how many cases and places show it; of equals the first in the plan. */
function compareFindings(a: Finding, b: Finding): number {
  return levelRank(b.level) - levelRank(a.level) || b.cases.length - a.cases.length || b.occurrences - a.occurrences;
}

/**
 * The results with the finding of each divergence. If a request failed for a reason that is not the claim of its case,
 * the divergence cites the claim of the finding, and the case did not test its own.
 */
function mark(
  results: readonly CaseResult[],
  made: readonly { readonly group: Group; readonly finding: Finding }[],
): readonly CaseResult[] {
  const findings = new Map<Divergence, Finding>();
  const untested = new Set<Divergence>();
  for (const { group, finding } of made) {
    for (const { divergence } of [...group.members, ...group.consequences]) findings.set(divergence, finding);
    for (const { divergence } of group.untested) untested.add(divergence);
  }
  return results.map((result) => {
    const wrong = new Set(result.divergences.filter((each) => untested.has(each)).map(({ claim }) => claim));
    return {
      ...result,
      divergences: result.divergences.map((divergence) => {
        const finding = findings.get(divergence);
        if (finding === undefined) return divergence;
        const cited = untested.has(divergence)
          ? { claim: finding.claims[0] ?? divergence.claim, source: finding.source }
          : {};
        return { ...divergence, ...cited, finding: finding.id };
      }),
      observed: wrong.size === 0 ? result.observed : result.observed.filter((id) => !wrong.has(id)),
    };
  });
}

/** A report as it was read: one that version 0.1.0 wrote gets its findings, as far as its results show them. */
export function withFindings(report: Omit<Report, 'findings'> & Partial<Pick<Report, 'findings'>>): Report {
  const { findings } = report;
  return findings === undefined ? { ...report, ...makeFindings(report.results, NO_FACTS) } : { ...report, findings };
}
