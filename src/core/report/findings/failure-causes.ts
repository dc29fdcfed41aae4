import type { Cause } from './cause.js';
import type { RunFacts } from './exchange-facts.js';
import { findTogether, isTokenLimit } from './parameters-together.js';
import { areLargest, type Member } from './member.js';
import { common, isWithin, memberOf, parameterOf, type Features } from './request-features.js';

const ALSO_ACCEPTED = { alsoAccepted: true } as const;

/** Finds what the requests that fail alike have in common, and no accepted request has. */
export function causesOf(members: readonly Member[], accepted: readonly Features[]): readonly Cause[] {
  const failing = members.map(featuresOf);
  const used = accepted.map(withoutNulls);
  const shared = common(failing);
  const always = common([...failing, ...accepted]);
  const alone = [...shared].filter((feature) => used.every((each) => !each.has(feature)));
  const lacking =
    accepted.length === 0 ? [] : [...common(accepted)].filter((each) => !failing.some((f) => f.has(each)));
  const status = members[0]?.facts?.status ?? 0;
  const named = parameterOfServer(members);
  if (
    status >= 500 &&
    alone.length === 0 &&
    lacking.length === 0 &&
    failing.some((f) => accepted.some((a) => isWithin(f, a)))
  )
    return [intermittent(members)];
  const usedBy = (name: string): number =>
    used.filter((each) => [...each].some((feature) => parameterOf(feature) === name)).length;
  // The parameter that the server names, else the one that fewest accepted requests have.
  const parameter = (features: readonly string[]): string | null => {
    const all = [...new Set(features.flatMap((feature) => parameterOf(feature) ?? []))].toSorted();
    return all.find((each) => each === named) ?? all.toSorted((x, y) => usedBy(x) - usedBy(y))[0] ?? null;
  };
  // Two parameters can fail together and not alone. A parameter that most accepted requests have is not one of them.
  const rare = [...shared].filter(
    (feature) => !always.has(feature) && usedBy(parameterOf(feature) ?? '') * 2 < accepted.length,
  );
  // A token limit or the text of a prompt explains less than two parameters that no accepted request has together.
  const names = alone.every((feature) => isText(feature) || isTokenLimit(feature))
    ? findTogether(shared, accepted)
    : null;
  if (names !== null) return [{ members, why: 'together', parameter: names[0] ?? null, names, lacking: null }];
  // All that were accepted present the key in another way: no parameter explains more.
  if (alone.some((feature) => feature.startsWith('auth ')))
    return [{ members, why: 'plain', parameter: null, lacking: null }];
  const limit = alone.length === 0 ? limitLacking(failing, accepted, usedBy) : null;
  if (limit !== null) return [{ members, why: 'plain', parameter: limit, lacking: limit }];
  const blamed = parameter(alone) ?? parameter(rare);
  // A parameter that accepted requests have, too, explains less than another one that the server names.
  const isOther = alone.length === 0 && named !== null && blamed !== null && rootOf(named) !== blamed;
  if (blamed !== null && !isOther) {
    const own = alone.filter((feature) => parameterOf(feature) === blamed);
    // The text of a prompt explains less than anything else in it.
    const other = own.filter((feature) => !isText(feature));
    const which = own.length === 0 ? ALSO_ACCEPTED : { member: memberOf(blamed, other.length === 0 ? own : other) };
    const value = valueOf(blamed, [...shared]);
    return [{ members, why: 'parameter', parameter: blamed, value, lacking: null, ...which }];
  }
  const known = new Set(used.flatMap((features) => [...features]));
  const smallest = failing.toSorted((a, b) => a.size - b.size)[0];
  // A request that has what no accepted request has is not a plain one.
  const isPlain = accepted.length === 0 || [...(smallest ?? [])].every((each) => known.has(each) || isText(each));
  if (
    smallest !== undefined &&
    isPlain &&
    failing.filter((each) => isWithin(smallest, each)).length * 2 > failing.length
  ) {
    const missing = lacking
      .filter((feature) => /^(?:\/|header )/u.test(feature))
      .toSorted((a, b) => depthOf(a) - depthOf(b) || b.length - a.length || (a < b ? -1 : 1))[0];
    const written = missing === undefined ? null : missing.replace(/^(?:\/|header )/u, '').replace('=', ': ');
    const also = accepted.some((each) => isWithin(smallest, each)) ? ALSO_ACCEPTED : {};
    return [{ members, why: 'plain', parameter: parameter(lacking) ?? named, lacking: written, ...also }];
  }
  return byMember(members, known);
}

/** Requests that fail with a 5xx although requests of the same kind are answered. */
export function intermittent(members: readonly Member[]): Cause {
  return { members, why: 'intermittent', parameter: null, lacking: null };
}

/** Content Too Large. */
const TOO_LARGE = 413;

/** Whether requests are refused for their size: each is larger than every accepted request. */
export function areTooLarge(members: readonly Member[], run: RunFacts): boolean {
  return members.every(({ facts }) => facts?.status === TOO_LARGE) && areLargest(members, run);
}

/** Requests that are refused for their size. */
export function tooLarge(members: readonly Member[]): Cause {
  return { members, why: 'size', parameter: null, lacking: null };
}

/** Requests that fail although accepted requests have everything that they have. */
export function unexplained(members: readonly Member[]): Cause {
  return { members, why: 'plain', parameter: null, lacking: null, ...ALSO_ACCEPTED };
}

/** The features of an accepted request without the members that are null in it: they show only that null is accepted. */
function withoutNulls(features: Features): Features {
  return new Set([...features].filter((feature) => !features.has(`${feature}=null`)));
}

/** The name of the token limit, if no failing request has one under any name and every accepted request has. */
function limitLacking(
  failing: readonly Features[],
  accepted: readonly Features[],
  usedBy: (name: string) => number,
): string | null {
  const isLimited = (features: Features): boolean => [...features].some(isTokenLimit);
  if (accepted.length === 0 || failing.some(isLimited) || !accepted.every(isLimited)) return null;
  const names = new Set(
    accepted.flatMap((features) => [...features].filter(isTokenLimit).flatMap((each) => parameterOf(each) ?? [])),
  );
  return [...names].toSorted((a, b) => usedBy(b) - usedBy(a) || (a < b ? -1 : 1))[0] ?? null;
}

/** How deep a feature lies in the body. */
function depthOf(feature: string): number {
  return feature.split('=', 1)[0]?.split('/').length ?? 0;
}

/** The value of a parameter among features, as JSON: `null` of `/temperature=null`. */
function valueOf(parameter: string, features: readonly string[]): string | null {
  const start = `/${parameter}=`;
  return features.find((feature) => feature.startsWith(start))?.slice(start.length) ?? null;
}

/**
 * Requests that fail in the same words, and have nothing in common: one cause for each member that explains most. Only
 * what no accepted request has explains a failure; the rest is one cause without a parameter.
 */
function byMember(members: readonly Member[], known: Features): readonly Cause[] {
  const causes: Cause[] = [];
  let left = members.map((member) => ({ member, unknown: unknownOf(member, known) }));
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const feature of left.flatMap(({ unknown }) => [...unknown]))
      counts.set(feature, (counts.get(feature) ?? 0) + 1);
    const [best] = [...counts].toSorted(([a, m], [b, n]) => n - m || a.length - b.length || (a < b ? -1 : 1));
    const feature = best?.[0] ?? '';
    const parameter = parameterOf(feature);
    if (parameter === null) {
      const also = known.size === 0 ? {} : ALSO_ACCEPTED;
      causes.push({ members: left.map(({ member }) => member), why: 'plain', parameter, lacking: null, ...also });
      break;
    }
    const those = left.filter(({ unknown }) => unknown.has(feature));
    const shared = common(those.map(({ unknown }) => unknown));
    const only = those.filter(({ unknown }) => unknown.size === shared.size).map(({ member }) => member);
    const member = memberOf(parameter, [...shared]);
    causes.push({
      members: those.map((each) => each.member),
      why: 'parameter',
      parameter,
      member,
      only,
      lacking: null,
    });
    left = left.filter((each) => !those.includes(each));
  }
  return causes;
}

/** The members of the body of a request that no accepted request has. */
function unknownOf(member: Member, known: Features): Features {
  return new Set(
    [...featuresOf(member)].filter((each) => !known.has(each) && parameterOf(each) !== null && !isText(each)),
  );
}

/** Whether a feature is the prose of a prompt, which differs from request to request. */
function isText(feature: string): boolean {
  return /\/(?:content|text)="/u.test(feature);
}

/** So many parameters that are refused in the same words are one cause each. */
export const MOST_SEPARATE = 3;

/** Requests that fail in the same words for many parameters are one cause: a server that takes only what it knows. */
export function joinParameters(causes: readonly Cause[]): readonly Cause[] {
  const refused = causes
    .filter(({ why }) => why === 'parameter')
    .toSorted((a, b) => ((a.parameter ?? '') < (b.parameter ?? '') ? -1 : 1));
  const [parameter = null, ...others] = new Set(refused.flatMap((each) => each.parameter ?? []));
  if (parameter === null || others.length < MOST_SEPARATE) return causes;
  // A parameter is named with null if null alone is refused.
  const written = (name: string): string => {
    const withNull = `${name}: null`;
    const own = refused.filter((each) => each.parameter === name);
    return own.every(({ member }) => member === withNull) ? withNull : name;
  };
  const members = refused.flatMap((each) => each.members);
  const member = written(parameter);
  return [
    { members, why: 'parameter', parameter, member, others: others.map(written), lacking: null },
    ...causes.filter((each) => !refused.includes(each)),
  ];
}

/** The parameter in a name such as `messages[0].role`. */
export function rootOf(parameter: string): string {
  return /^[^.[:]*/u.exec(parameter)?.[0] ?? parameter;
}

/** What the request of a member is made of. */
export function featuresOf({ facts }: Member): Features {
  return facts?.features ?? new Set();
}

function parameterOfServer(members: readonly Member[]): string | null {
  return members[0]?.facts?.error?.parameter ?? null;
}

/** The same cause, named by what the items of a list lack, if accepted requests have all that these have, but lack nothing. */
export function nameAbsent(cause: Cause, { exchanges }: RunFacts): Cause {
  if (cause.alsoAccepted !== true || cause.why === 'intermittent') return cause;
  const known = new Set([...exchanges.values()].flatMap(({ accepted, absent }) => (accepted ? [...absent] : [])));
  const shared = [...common(cause.members.map(({ facts }) => facts?.absent ?? new Set<string>()))];
  const [member] = shared
    .filter((each) => !known.has(each))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (member === undefined) return cause;
  const { alsoAccepted: _alsoAccepted, ...rest } = cause;
  return { ...rest, why: 'parameter', parameter: /^[^.[]*/u.exec(member)?.[0] ?? member, member, lacking: null };
}
