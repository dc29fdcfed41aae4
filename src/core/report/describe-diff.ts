import type { Divergence } from '../model/divergence.js';
import { escapeUnseen } from '../wire/quote.js';
import type { Change, Diff, DiffEntry, FindingChange } from './diff.js';
import { groupDivergences } from './group.js';
import { describePlace } from '../wire/place.js';

/** The order of the changes in the text. Unchanged entries are only counted. */
const SHOWN: readonly Exclude<Change, 'same'>[] = ['new', 'changed', 'gone', 'unseen'];

const HEADS: Readonly<Record<Exclude<Change, 'same'>, string>> = {
  new: 'New',
  changed: 'Changed',
  gone: 'Gone',
  unseen: 'Not looked for again: not run, not judged, or not reached',
};

/** A diff as plain text: findings first, then divergences, those that several cases show alike as one. */
export function describeDiff(diff: Diff): string {
  const findings = describeFindings(diff);
  const parts = SHOWN.flatMap((change) => {
    const entries = diff.entries.filter((entry) => entry.change === change);
    return entries.length === 0 ? [] : [[`${HEADS[change]} (${entries.length})`, ...describe(entries)]];
  });
  const { counts } = diff;
  const sum = `${counts.new} new, ${counts.gone} gone, ${counts.changed} changed, ${counts.same} same${counts.unseen === 0 ? '' : `, ${counts.unseen} not looked for again`}`;
  const unlike = diff.unlike.length === 0 ? [] : [[`Compared across ${diff.unlike.join('; ')}`]];
  return [...unlike, ...findings, ...parts, [sum]]
    .map((lines) => lines.map(escapeUnseen).join('\n'))
    .join('\n\n')
    .concat('\n');
}

const FINDING_HEADS: Readonly<Record<FindingChange['change'], string>> = {
  new: 'New findings',
  gone: 'Findings that are gone',
  same: 'Findings that are still there',
  unseen: 'Findings that were not looked for again',
};

/** The findings by what became of them, each with the number of its cases before and now. */
function describeFindings({ findings }: Diff): readonly (readonly string[])[] {
  return (['new', 'gone', 'unseen', 'same'] as const).flatMap((change) => {
    const those = findings.filter((each) => each.change === change && each.finding.level !== 'note');
    if (those.length === 0) return [];
    return [[FINDING_HEADS[change], ...those.map(describeFinding)]];
  });
}

function describeFinding({ change, finding, casesBefore }: FindingChange): string {
  const { level, title, spec, cases } = finding;
  const moved =
    change === 'same' && casesBefore !== cases.length ? `${casesBefore} → ${cases.length}` : `${cases.length}`;
  return `  ${level} ${title} [${spec}, ${moved} ${moved === '1' ? 'case' : 'cases'}]`;
}

function describe(entries: readonly DiffEntry[]): readonly string[] {
  const before = new Map<Divergence, Divergence>();
  const results = entries.flatMap(({ case: id, spec, old, new: now }) => {
    const shown = now ?? old;
    if (shown === null) return [];
    if (now !== null && old !== null) before.set(now, old);
    return [{ case: id, spec, divergences: [shown] }];
  });
  return groupDivergences(results).flatMap(({ spec, divergence, cases }) => {
    const old = before.get(divergence);
    return [
      `  ${divergence.level} ${describePlace(divergence.at)} ${divergence.kind} [${spec}, check ${divergence.check}]`,
      ...(old === undefined ? [] : [`    was: ${old.level}, ${old.sentence}`]),
      `    ${divergence.sentence}`,
      `    in ${listSome(cases)}`,
    ];
  });
}

const MOST = 5;

function listSome(cases: readonly string[]): string {
  return cases.length <= MOST ? cases.join(', ') : `${cases.slice(0, MOST).join(', ')} and ${cases.length - MOST} more`;
}
