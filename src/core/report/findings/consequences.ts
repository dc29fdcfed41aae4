import { checkOf } from '../../judge/checks.js';
import { levelRank } from '../../model/claim.js';
import { FEWEST_RULES } from '../../model/tolerances.js';
import { generalPlace } from '../../wire/place.js';
import { explanations } from './explanations.js';
import { generalPointer, under, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import { moveMembers, type CauseOf } from './move-members.js';
import { sameEvents } from './same-events.js';

/** Puts groups that follow from another one under it. */
export function mergeConsequences(groups: readonly Group[]): readonly Group[] {
  const steps = [refusals, refusedInSuccess, failedPages, wrongForms, explanations, missingAround, mixedAnswers];
  return sameEvents(insideOthers(sameValues(withSiblings(steps.reduce(moveMembers, groups)))));
}

/** The page of a proxy is no answer of the API: what its headers and its body lack follows from the failure. */
function failedPages(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups) {
    for (const member of group.members) {
      const page = pageOf(member);
      if (page !== null && member.divergence.at.part === 'status' && !owner.has(page)) owner.set(page, group);
    }
  }
  return (member) => (member.divergence.at.part === 'status' ? undefined : owner.get(pageOf(member) ?? ''));
}

/**
 * If some responses belong to other requests, a few more may be among those that seem to ignore a parameter: texts such
 * as `pong` do not show for which request they are.
 */
function mixedAnswers(groups: readonly Group[]): CauseOf {
  const mixed = groups.find(({ members: [first] }) => first && checkOf(first.divergence)?.explainsIgnored);
  const isFew = (group: Group): boolean => mixed !== undefined && casesOf(group).size <= casesOf(mixed).size;
  const few = new Set(groups.filter(isFew).flatMap(({ members }) => members));
  return (member) => (IGNORED.has(member.divergence.kind) && few.has(member) ? mixed : undefined);
}

/** Kinds of divergences that a response to another request shows. */
const IGNORED: ReadonlySet<string> = new Set(['ignored', 'leaked']);

/** A field that a check misses is there if the schema reports something inside it: the check did not recognise it. */
function missingAround(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      if (checkOf(member.divergence)?.explainsMissing)
        for (const around of enclosingPointers(generalPointer(member.divergence) ?? ''))
          owner.set(`${exchangeOf(member)} ${around}`, group);
  return (member) => {
    const { divergence } = member;
    if (divergence.kind !== 'missing-field') return undefined;
    return owner.get(`${exchangeOf(member)} ${generalPointer(divergence) ?? ''}`);
  };
}

/** What is wrong only in the error with which valid requests fail: one cause, whatever else that error lacks. */
function refusals(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      if (member.divergence.kind === 'refused' && member.divergence.at.part === 'status')
        owner.set(errorOf(member) ?? '', group).set(exchangeOf(member), group);
  const causes = new Map<Member, Group>();
  for (const { members } of groups) {
    if (members.some(({ divergence: { at } }) => at.part === 'status')) continue;
    const found = members.map((member) => owner.get(exchangeOf(member)) ?? owner.get(errorOf(member) ?? 'none'));
    if (found.includes(undefined)) continue;
    for (const [n, cause] of found.entries()) if (cause !== undefined) causes.set(members[n] as Member, cause);
  }
  return (member) => causes.get(member);
}

function isSuccess({ facts }: Member): boolean {
  return facts !== null && facts.status >= 200 && facts.status < 300;
}

/** What the error with a 2xx status lacks of an answer follows from the status. */
function refusedInSuccess(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      if (member.divergence.kind === 'wrong-status' && isSuccess(member)) owner.set(exchangeOf(member), group);
  return (member) => (member.divergence.at.part === 'status' ? undefined : owner.get(exchangeOf(member)));
}

/** What only answers in the wrong form show, a stream for a JSON body, follows from the form. */
function wrongForms(groups: readonly Group[]): CauseOf {
  const owner = new Map<string, Group>();
  for (const group of groups)
    for (const member of group.members)
      if (member.divergence.kind === 'wrong-form') owner.set(exchangeOf(member), group);
  const moved = new Map<Member, Group>();
  for (const { members } of groups)
    if (members.every((member) => owner.has(exchangeOf(member))))
      for (const member of members) moved.set(member, owner.get(exchangeOf(member)) as Group);
  return (member) => moved.get(member);
}

function exchangeOf({ spec, divergence: { exchange } }: Member): string {
  return `${spec} exchange ${exchange}`;
}

function errorOf({ spec, facts }: Member): string | null {
  return facts?.error == null ? null : `${spec} ${facts.error.signature}`;
}

/** The error page that a member was seen on: an error that is no JSON document; null for any other response. */
function pageOf({ spec, facts }: Member): string | null {
  if (facts?.error == null || facts.status < 400 || facts.error.json) return null;
  return `${spec} ${facts.error.signature}`;
}

/**
 * Joins members of one object that are wrong in the same way: `usage` with strings for numbers. A member belongs to
 * another one if every case that shows it shows the other.
 */
function withSiblings(groups: readonly Group[]): readonly Group[] {
  const alike = groupBy(groups, (group) => {
    const [first] = group.members;
    const pointer = first === undefined ? null : generalPointer(first.divergence);
    if (first === undefined || pointer === null || pointer === '') return `single ${group.key}`;
    const { check, kind, actual, expected, at } = first.divergence;
    const parent = objectOf(pointer);
    // Members that change together between chunks have one cause.
    if (kind === 'inconsistent' && at.part === 'chunk') return JSON.stringify([first.spec, check, kind, parent]);
    if (parent === '') return `single ${group.key}`;
    const type = kind === 'missing-field' ? 'nothing' : typeIn(actual);
    // What is expected instead of a value that is not there does not matter.
    const wanted = type === 'nothing' || type === 'null' ? '' : expected;
    return JSON.stringify([first.spec, check, kind, type, wanted, at.part, parent]);
  });
  return [...alike.values()].flatMap((siblings) => {
    const bySize = siblings.toSorted((a, b) => casesOf(b).size - casesOf(a).size);
    return bySize.reduce<readonly Group[]>((joined, each) => {
      const cause = joined.find((other) => [...casesOf(each)].every((id) => casesOf(other).has(id)));
      return cause === undefined
        ? [...joined, each]
        : joined.map((other) => (other === cause ? under(other, each) : other));
    }, []);
  });
}

/** A field that has one wrong value by several rules always has it: one cause, shown by the rule that most cases show. */
function sameValues(groups: readonly Group[]): readonly Group[] {
  const alike = groupBy(groups, ({ key, members: [first, ...rest] }) => {
    const { kind, actual, at } = first?.divergence ?? {};
    const isOne = rest.every(({ divergence }) => divergence.actual === actual);
    if (first === undefined || at === undefined || kind !== 'wrong-value' || !isOne) return `single ${key}`;
    return JSON.stringify([first.spec, generalPlace(at), actual]);
  });
  return [...alike.values()].flatMap((those) => {
    const [main, ...others] = those.toSorted((a, b) => casesOf(b).size - casesOf(a).size);
    const rules = new Set(those.map(({ members: [first] }) => first?.divergence.check));
    return main === undefined || rules.size < FEWEST_RULES ? those : [others.reduce(under, main)];
  });
}

function casesOf({ members }: Group): ReadonlySet<string> {
  return new Set(members.map((member) => member.case));
}

/** The object that a pointer lies in; for a part of a tool call, the call. */
function objectOf(pointer: string): string {
  const call = /^.*\/tool_calls\/\*(?=\/)/u.exec(pointer)?.[0];
  return call ?? pointer.slice(0, pointer.lastIndexOf('/'));
}

/** `the string` of `the string "11"`. */
function typeIn(actual: string): string {
  return actual.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/gu, '').trim();
}

/** What lies inside a place that another group reports in the same case follows from it. */
function insideOthers(groups: readonly Group[]): readonly Group[] {
  const byPointer = new Map<string, Group[]>();
  for (const group of groups)
    for (const pointer of new Set(group.members.map(({ divergence }) => generalPointer(divergence) ?? '')))
      byPointer.set(pointer, [...(byPointer.get(pointer) ?? []), group]);
  const cause = new Map<Group, Group>();
  for (const group of groups) {
    const [first] = group.members;
    const around = first === undefined ? [] : enclosingPointers(generalPointer(first.divergence) ?? '');
    const found = around
      .flatMap((pointer) => byPointer.get(pointer) ?? [])
      .find((other) => other !== group && isLighterInside(group, other));
    if (found !== undefined) cause.set(group, found);
  }
  const rootOf = (group: Group): Group => {
    const to = cause.get(group);
    return to === undefined ? group : rootOf(to);
  };
  const inside = groupBy(
    groups.filter((group) => cause.has(group)),
    (group) => rootOf(group).key,
  );
  return groups.flatMap((group) => (cause.has(group) ? [] : [(inside.get(group.key) ?? []).reduce(under, group)]));
}

/** The pointers of the objects that a pointer lies in, the outermost first. */
function enclosingPointers(pointer: string): readonly string[] {
  const steps = pointer.split('/').slice(1, -1);
  return steps.map((_, n) => `/${steps.slice(0, n + 1).join('/')}`);
}

function isLighterInside(group: Group, cause: Group): boolean {
  const there = groupBy(cause.members, ({ spec, case: id }) => `${spec} ${id}`);
  return group.members.every((member) =>
    (there.get(`${member.spec} ${member.case}`) ?? []).some((other) => encloses(other, member)),
  );
}

/** Whether a place lies deeper in that of another, heavier divergence. Pointers grow along a chain: it has no circle. */
function encloses(outer: Member, inner: Member): boolean {
  const outside = generalPointer(outer.divergence);
  const inside = generalPointer(inner.divergence);
  if (outside === null || inside === null || outside === '' || isMissingElsewhere(outer, inner)) return false;
  return inside.startsWith(`${outside}/`) && levelRank(outer.divergence.level) >= levelRank(inner.divergence.level);
}

/** A field that one chunk lacks does not explain a wrong value in another chunk. */
function isMissingElsewhere({ divergence: outer }: Member, { divergence: inner }: Member): boolean {
  const inChunks = outer.at.part === 'chunk' && inner.at.part === 'chunk';
  return outer.kind === 'missing-field' && inChunks && outer.at.chunk !== inner.at.chunk;
}
