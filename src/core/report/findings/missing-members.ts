import { FEWEST_MISSING } from '../../model/tolerances.js';
import { pointerSteps } from '../../wire/pointer.js';
import { listOf } from './failure-words.js';
import { generalPointer, under, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';

/**
 * Joins members that are missing in many places: what writes the JSON leaves out what is empty, or names it otherwise. A
 * few of them may have a cause each.
 */
export function joinMissing(groups: readonly Group[]): readonly Group[] {
  const bySpec = groupBy(groups.filter(isMissing), ({ members: [first] }) => first?.spec ?? '');
  const joined = new Map<Group, Group | null>();
  for (const [spec, missing] of bySpec) {
    const [main, ...rest] = missing.toSorted((a, b) => b.members.length - a.members.length);
    if (main === undefined || missing.length < FEWEST_MISSING) continue;
    const all = rest.reduce(under, main);
    const names = new Set([...all.members, ...all.consequences].filter(lacksMember).flatMap(nameOf));
    const title = `${listOf(
      [...names].map((name) => `\`${name}\``),
      'and',
      'members',
    )} are missing`;
    for (const each of rest) joined.set(each, null);
    joined.set(main, {
      ...all,
      key: `missing members ${spec} ${[...names].toSorted().join(' ')}`,
      words: { ...main.words, title },
    });
  }
  return groups.flatMap((group) => {
    const found = joined.get(group);
    return found === undefined ? [group] : found === null ? [] : [found];
  });
}

function isMissing({ members: [first] }: Group): boolean {
  return first !== undefined && first.divergence.level !== 'note' && lacksMember(first);
}

/** Whether a member of an object is not there: any value would be another divergence. */
function lacksMember({ divergence: { kind, actual, at } }: Member): boolean {
  const lacks = kind === 'missing-field' || (kind === 'wrong-type' && actual === 'nothing');
  return lacks && 'pointer' in at && at.pointer !== '';
}

function nameOf({ divergence }: Member): readonly string[] {
  return pointerSteps(generalPointer(divergence) ?? '').slice(-1);
}
