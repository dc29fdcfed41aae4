import { checkOf } from '../../judge/checks.js';
import { generalPlace } from '../../wire/place.js';
import { pointerSteps } from '../../wire/pointer.js';
import { generalPointer, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import type { CauseOf } from './move-members.js';

/**
 * A check lists the checks that explain it: on the same response, or in the same place or field of another response of its
 * case. A check that compares responses of a case is explained by whatever is its cause on either of them.
 */
export function explanations(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      for (const key of keysOfCause(member)) {
        owner.set(`${key} ${member.divergence.check}`, group);
        owner.set(`${key} ${member.divergence.check} ${member.divergence.code}`, group);
        owner.set(`${key} ${member.divergence.check} in ${generalPointer(member.divergence)}`, group);
        owner.set(`${member.spec} run ${member.divergence.check} ${member.divergence.code}`, group);
        owner.set(`${member.spec} run ${member.divergence.check} in ${generalPointer(member.divergence)}`, group);
      }
  const explain = (member: Member): Group | undefined => {
    return causesOf(member)
      .map((key) => owner.get(key))
      .find((group) => group !== undefined);
  };
  return withSameValue(groups, explain);
}

/** The notes that explain heavier members of the same response, with all others of their check. */
export function notesThatExplain(heavy: readonly Member[], notes: readonly Member[]): ReadonlySet<Member> {
  const keys = new Set(heavy.flatMap(causesOf));
  const explaining = notes.filter((note) => keys.has(`${keyOnResponse(note)} ${note.divergence.check}`));
  const checksThatExplain = new Set(explaining.map(({ spec, divergence }) => `${spec} ${divergence.check}`));
  return new Set(notes.filter(({ spec, divergence }) => checksThatExplain.has(`${spec} ${divergence.check}`)));
}

/** The keys of the reports that explain a member. */
function causesOf(member: Member): readonly string[] {
  const { explainedBy = [], consequenceOf = [], scope } = checkOf(member.divergence) ?? {};
  const near =
    scope === 'case'
      ? [keyInField(member), ...keysOfMissing(member, fieldsAround(member))]
      : [keyOnResponse(member), keyAtPlace(member)];
  const { code, occurrences } = member.divergence;
  return [
    ...explainedBy.flatMap((by) => {
      if (typeof by === 'string') return near.map((key) => `${key} ${by}`);
      if (by.explains !== code || (by.repeated && occurrences < 2)) return [];
      const keys = by.inRun ? [`${member.spec} run`] : near;
      const which = by.pointer === undefined ? (by.code ?? '') : `in ${by.pointer}`;
      return keys.map((key) => `${key} ${by.check} ${which}`.trim());
    }),
    ...(scope === 'case' ? consequenceOf.map((check) => `${keyInCase(member)} ${check}`) : []),
  ];
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

/** The keys of a report that may be a cause. */
function keysOfCause(member: Member): readonly string[] {
  const missing = member.divergence.kind === 'missing-field' ? keysOfMissing(member, [fieldOf(member)]) : [];
  return [keyOnResponse(member), keyAtPlace(member), keyInField(member), keyInCase(member), ...missing];
}

/** A missing object explains what is compared of its members. */
function keysOfMissing(member: Member, fields: readonly string[]): readonly string[] {
  return fields.map((field) => `${keyInCase(member)} missing ${field}`);
}

function fieldsAround({ divergence }: Member): readonly string[] {
  return pointerSteps(generalPointer(divergence) ?? '').slice(0, -1);
}

function fieldOf({ divergence }: Member): string {
  return pointerSteps(generalPointer(divergence) ?? '').at(-1) ?? '';
}

function keyOnResponse({ spec, divergence: { exchange } }: Member): string {
  return `${spec} response ${exchange}`;
}

/** A case that sends a request several times shows each place once. */
function keyAtPlace(member: Member): string {
  return `${keyInCase(member)} ${generalPlace(member.divergence.at)}`;
}

function keyInField(member: Member): string {
  return `${keyInCase(member)} ${fieldOf(member)}`;
}

function keyInCase({ spec, case: id }: Member): string {
  return `${spec} case ${id}`;
}
