import type { Group, Member } from './member.js';

/** The group that causes a member; undefined for none. */
export type CauseOf = (member: Member) => Group | undefined;

/**
 * Moves members under the groups that cause them. A group whose members all move disappears, and what it causes moves to
 * the group that causes it.
 */
export function moveMembers(
  groups: readonly Group[],
  causesAmong: (groups: readonly Group[]) => CauseOf,
): readonly Group[] {
  const causeOf = causesAmong(groups);
  const isOther = (to: Group | undefined, group: Group): to is Group => to !== undefined && to !== group;
  const gone = new Set(
    groups.filter(
      (group) => group.members.length > 0 && group.members.every((member) => isOther(causeOf(member), group)),
    ),
  );
  // Groups that cause each other stay.
  const rootOf = (to: Group, passed: ReadonlySet<Group>): Group | undefined => {
    if (!gone.has(to)) return to;
    const [first] = to.members;
    const next = first === undefined ? undefined : causeOf(first);
    return next === undefined || passed.has(next) ? undefined : rootOf(next, new Set([...passed, next]));
  };
  const moved = new Map<Group, Member[]>();
  const kept = groups.map((group) => {
    const stay = group.members.filter((member) => {
      const direct = causeOf(member);
      const to = isOther(direct, group) ? rootOf(direct, new Set([group, direct])) : undefined;
      if (to === undefined) return true;
      moved.set(to, [...(moved.get(to) ?? []), member]);
      return false;
    });
    return { group, stay };
  });
  return kept.flatMap(({ group, stay }) => {
    if (stay.length === 0 && group.members.length > 0) return [];
    const claims =
      stay.length === group.members.length
        ? group.claims
        : [...new Set(stay.map(({ divergence }) => divergence.claim))];
    return [{ ...group, members: stay, claims, consequences: [...group.consequences, ...(moved.get(group) ?? [])] }];
  });
}
