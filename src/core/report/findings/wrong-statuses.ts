import { levelRank } from '../../model/claim.js';
import { describeWrongStatus } from './failure-words.js';
import { groupOf, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';

/** Wrong requests that were refused with another status than the documented one: one handler of errors, one cause. */
export function wrongStatuses(members: readonly Member[]): readonly Group[] {
  const byStatus = groupBy(members, ({ spec, facts }) => [spec, facts?.status].join(' '));
  return [...byStatus.values()].map((alike) => {
    // The heaviest first: its documented status is the one to show.
    const [first] = alike.toSorted((a, b) => levelRank(b.divergence.level) - levelRank(a.divergence.level));
    const ordered = [...alike.filter((member) => member === first), ...alike.filter((member) => member !== first)];
    const { spec = '', divergence, facts } = first ?? {};
    const key = ['wrong-status', spec, divergence?.check, divergence?.kind, facts?.status].join(' ');
    return groupOf(key, ordered, { words: describeWrongStatus(ordered) });
  });
}
