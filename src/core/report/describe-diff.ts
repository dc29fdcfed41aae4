import { escapeUnseen } from '../wire/quote.js';
import type { Change, Diff, DiffEntry } from './diff.js';
import { describePlace } from './group.js';

/** In which order they are told; what is the same is only counted. */
const TOLD: readonly Exclude<Change, 'same'>[] = ['new', 'changed', 'gone', 'unseen'];

const HEADS: Readonly<Record<Exclude<Change, 'same'>, string>> = {
  new: 'New',
  changed: 'Changed',
  gone: 'Gone',
  unseen: 'Not looked for again: not run, not judged, or not reached',
};

/** A diff as plain text, one divergence a line or two. */
export function describeDiff(diff: Diff): string {
  const parts = TOLD.flatMap((change) => {
    const entries = diff.entries.filter((entry) => entry.change === change);
    return entries.length === 0 ? [] : [[`${HEADS[change]} (${entries.length})`, ...entries.map(describe)].join('\n')];
  });
  const { counts } = diff;
  const sum = `${counts.new} new, ${counts.gone} gone, ${counts.changed} changed, ${counts.same} same${counts.unseen === 0 ? '' : `, ${counts.unseen} not looked for again`}`;
  const unlike = diff.unlike.length === 0 ? [] : [`Compared across ${diff.unlike.join('; ')}`];
  return escapeUnseen([...unlike, ...parts, sum].join('\n\n')).concat('\n');
}

function describe({ change, case: id, spec, old, new: now }: DiffEntry): string {
  const shown = now ?? old;
  if (shown === null) return '';
  const lines = [
    `  ${shown.level} ${id} [${spec}] ${describePlace(shown.at)} ${shown.kind}, check ${shown.check}`,
    ...(change === 'changed' && old !== null ? [`    was: ${old.level}, ${old.sentence}`] : []),
    `    ${shown.sentence}`,
  ];
  return lines.join('\n');
}
