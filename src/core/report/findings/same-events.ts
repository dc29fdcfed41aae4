import { FEWEST_IN_EVENT, MOSTLY_ONE_EVENT } from '../../model/tolerances.js';
import { titleOf } from './finding-title.js';
import { under, type Group, type Member } from './member.js';

/**
 * Joins what is wrong in one event of each stream, such as a first chunk with nothing in it: at least three groups that
 * only this event shows. The first is the cause, the others follow from it.
 */
export function sameEvents(groups: readonly Group[]): readonly Group[] {
  const events = new Map<Group, ReadonlySet<string>>();
  for (const group of groups) {
    const single = group.members.filter(({ divergence: { occurrences } }) => occurrences === 1);
    const seen = group.members.flatMap((member) => eventOf(member) ?? []);
    if (seen.length === group.members.length && single.length >= seen.length * MOSTLY_ONE_EVENT)
      events.set(group, new Set(seen));
  }
  const largestFirst = [...events.keys()].toSorted((a, b) => (events.get(b)?.size ?? 0) - (events.get(a)?.size ?? 0));
  const joined = new Map<Group, readonly Group[]>();
  const taken = new Set<Group>();
  for (const cause of largestFirst) {
    if (taken.has(cause)) continue;
    const all = events.get(cause) ?? new Set();
    const within = largestFirst.filter(
      (each) => each !== cause && !taken.has(each) && [...(events.get(each) ?? [])].every((event) => all.has(event)),
    );
    if (within.length + 1 < FEWEST_IN_EVENT) continue;
    joined.set(cause, within);
    for (const each of within) taken.add(each);
  }
  return groups.flatMap((group) => {
    if (taken.has(group)) return [];
    const within = joined.get(group);
    return within === undefined ? [group] : [{ ...within.reduce(under, group), words: titled(group, within) }];
  });
}

/** So many of the errors are named. */
const MOST_NAMED = 3;

/** `The first chunk is wrong: id is "", object is "" and 2 more`. */
function titled(group: Group, within: readonly Group[]): NonNullable<Group['words']> {
  const all = [group, ...within];
  const isFirst = all.every(({ members }) =>
    members.every(({ divergence: { at } }) => at.part === 'chunk' && at.chunk === 0),
  );
  const titles = all.flatMap(({ members: [first], words }) =>
    first === undefined ? [] : [words?.title ?? titleOf(first.divergence)],
  );
  const more = titles.length - MOST_NAMED;
  const named = `${titles.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return { ...group.words, title: `${isFirst ? 'The first chunk is wrong' : 'One chunk is wrong'}: ${named}` };
}

/** The event of a divergence; null if it is in no event. */
function eventOf({ spec, divergence: { at, exchange, level } }: Member): string | null {
  return at.part === 'chunk' && level !== 'note' ? `${spec} ${exchange} ${at.chunk}` : null;
}
