import { checks } from '../../judge/checks.js';
import { pointerSteps } from '../../wire/pointer.js';
import { generalPointer, groupBy, type Group, type Member } from './member.js';
import type { CauseOf } from './move-members.js';

const checkOf = new Map(checks.map((check) => [check.id, check]));

/**
 * A check lists the checks that explain it: on the same response, or in the same field of another response of its case. A
 * check that compares responses of a case is explained by whatever is its cause on either of them.
 */
export function explanations(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      for (const key of [keyOnResponse(member), keyInField(member), keyInCase(member)]) {
        owner.set(`${key} ${member.divergence.check}`, group);
        owner.set(`${key} ${member.divergence.check} ${member.divergence.code}`, group);
        owner.set(`${member.spec} run ${member.divergence.check} ${member.divergence.code}`, group);
      }
  const explain = (member: Member): Group | undefined => {
    const { explainedBy = [], consequenceOf = [], scope } = checkOf.get(member.divergence.check) ?? {};
    const near = scope === 'case' ? keyInField(member) : keyOnResponse(member);
    const keys = [
      ...explainedBy.flatMap((by) => {
        if (typeof by === 'string') return `${near} ${by}`;
        const { code, occurrences } = member.divergence;
        if (by.explains !== code || (by.repeated && occurrences < 2)) return [];
        return `${by.repeated ? `${member.spec} run` : near} ${by.check} ${by.code}`;
      }),
      ...(scope === 'case' ? consequenceOf.map((check) => `${keyInCase(member)} ${check}`) : []),
    ];
    return keys.map((key) => owner.get(key)).find((group) => group !== undefined);
  };
  return withSameValue(groups, explain);
}

/** A wrong value that is explained on most responses has the same cause on the others. */
function withSameValue(groups: readonly Group[], explain: CauseOf): CauseOf {
  const causes = new Map<Member, Group>();
  for (const { members } of groups) {
    for (const alike of groupBy(members, ({ divergence: { actual, title = '' } }) => `${title} ${actual}`).values()) {
      const explained = alike.flatMap((member) => explain(member) ?? []);
      const [cause] = explained;
      const one = cause !== undefined && explained.every((each) => each === cause);
      const most = one && explained.length * 2 >= alike.length && cause.members.length >= alike.length;
      for (const member of alike) {
        const to = explain(member) ?? (most ? cause : undefined);
        if (to !== undefined) causes.set(member, to);
      }
    }
  }
  return (member) => causes.get(member);
}

function keyOnResponse({ spec, divergence: { exchange } }: Member): string {
  return `${spec} response ${exchange}`;
}

function keyInField(member: Member): string {
  return `${keyInCase(member)} ${pointerSteps(generalPointer(member.divergence) ?? '').at(-1) ?? ''}`;
}

function keyInCase({ spec, case: id }: Member): string {
  return `${spec} case ${id}`;
}
