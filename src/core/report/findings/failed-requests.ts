import type { RunFacts } from './exchange-facts.js';
import { describeAvailability, describeFailure } from './failure-words.js';
import { findTogether, groupTogether } from './parameters-together.js';
import { groupBy, groupOf, type Group, type Member } from './member.js';
import { common, isWithin, operationIn, parameterOf, type Features } from './request-features.js';
import { wrongStatuses } from './wrong-statuses.js';

/**
 * Groups failed requests by status and normalised error body, and finds the parameter that the requests of a group have
 * in common. A parameter is not blamed where a request without it fails alike: its claim is untested.
 * @returns the groups, and the members that are no failed requests
 */
export function groupFailedRequests(
  members: readonly Member[],
  run: RunFacts,
): { readonly groups: readonly Group[]; readonly rest: readonly Member[] } {
  const together = groupTogether(members.filter(isFailedRequest), run);
  const failed = together.rest;
  const rest = new Set(members.filter((member) => !isFailedRequest(member)));
  const accepted = [...run.exchanges.values()].filter((each) => each.accepted).map(({ features }) => features);
  const groups: Group[] = [...together.groups];
  const left: Member[] = [];
  for (const alike of groupBy(failed, ({ spec, facts }) => `${spec} ${facts?.error?.signature}`).values()) {
    const mistaken = alike.filter(isMistaken);
    const valid = alike.filter((member) => !isMistaken(member));
    // Requests that may be refused fail in the words of those that must be: nothing shows another cause.
    if (valid.length === 0 || (mistaken.length > 0 && valid.every(isRefusable))) {
      left.push(...mistaken, ...valid);
      continue;
    }
    const alikeAccepted = [...new Set(accepted)].filter((each) => isSentLike(each, valid));
    const isOperation = alikeAccepted.length === 0 && accepted.some(isGenerated);
    const causes = isOperation ? operationsOf(valid) : joinParameters(causesOf(valid, alikeAccepted));
    // A wrong request that fails in the same words, and has the same parameter, failed before its mistake was seen.
    const [main] = causes;
    const also = mistaken.filter((member) => main !== undefined && isExplainedBy(main, member));
    for (const cause of causes) groups.push(groupOfCause(cause, cause === main ? also : [], run));
    left.push(...mistaken.filter((member) => !also.includes(member)));
  }
  groups.push(...wrongStatuses(left));
  return { groups, rest: [...rest] };
}

function isFailedRequest({ divergence, facts }: Member): boolean {
  return divergence.at.part === 'status' && facts?.error != null;
}

function isMistaken({ about }: Member): boolean {
  return about?.expects === 'refused';
}

/** Whether the documents leave open if a request is accepted. */
function isRefusable({ about }: Member): boolean {
  return about?.expects === 'either';
}

/** Whether a request has a body: a list of models alone does not show that a server answers. */
function isGenerated(features: Features): boolean {
  return [...features].some((feature) => feature.startsWith('operation POST '));
}

/** One cause for each method and path. */
function operationsOf(members: readonly Member[]): readonly Cause[] {
  const byOperation = groupBy(members, ({ facts }) => operationIn(facts?.features ?? new Set()));
  return [...byOperation.values()].map((those) => ({
    members: those,
    why: 'operation',
    parameter: null,
    lacking: null,
  }));
}

/** Whether a request is for the operation of one of the members. */
function isSentLike(features: Features, members: readonly Member[]): boolean {
  return members.some((member) => {
    const operation = operationIn(featuresOf(member));
    return operation !== '' && features.has(`operation ${operation}`);
  });
}

/** Why requests that should be accepted fail alike. */
export interface Cause {
  readonly members: readonly Member[];
  /**
   * `intermittent`: a 5xx, though requests of the same kind are answered. `parameter`: all of them have it. `plain`: the
   * plain request fails alike. `together`: all of them have `names`, and each name is accepted by itself. `operation`:
   * no request for it was accepted, and requests for others were.
   */
  readonly why: 'intermittent' | 'parameter' | 'plain' | 'together' | 'operation';
  /** The parameters that fail together alone; absent for other reasons. */
  readonly names?: readonly string[];
  /** What the requests have in common that those that were accepted have not, or without which none was accepted. */
  readonly parameter: string | null;
  /** Further parameters, requests with which fail in the same words. */
  readonly others?: readonly string[];
  /** The value that the parameter has in all of these requests, as JSON; null if it differs or is not a scalar. */
  readonly value?: string | null;
  /** What they all lack and every accepted request has, as a person writes it: `stream: true`; null where it is nothing. */
  readonly lacking: string | null;
}

function causesOf(members: readonly Member[], accepted: readonly Features[]): readonly Cause[] {
  const failing = members.map(featuresOf);
  const shared = common(failing);
  const always = common([...failing, ...accepted]);
  const alone = [...shared].filter((feature) => accepted.every((each) => !each.has(feature)));
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
    return [{ members, why: 'intermittent', parameter: null, lacking: null }];
  const usedBy = (name: string): number =>
    accepted.filter((each) => [...each].some((feature) => parameterOf(feature) === name)).length;
  // The parameter that the server names, else the one that fewest accepted requests have.
  const parameter = (features: readonly string[]): string | null => {
    const all = [...new Set(features.flatMap((feature) => parameterOf(feature) ?? []))].toSorted();
    return all.find((each) => each === named) ?? all.toSorted((x, y) => usedBy(x) - usedBy(y))[0] ?? null;
  };
  // Two parameters can fail together and not alone. A parameter that most accepted requests have is not one of them.
  const rare = [...shared].filter(
    (feature) => !always.has(feature) && usedBy(parameterOf(feature) ?? '') * 2 < accepted.length,
  );
  const names = alone.length === 0 ? findTogether(shared, accepted) : null;
  if (names !== null) return [{ members, why: 'together', parameter: names[0] ?? null, names, lacking: null }];
  // All that were accepted present the key in another way: no parameter explains more.
  if (alone.some((feature) => feature.startsWith('auth ')))
    return [{ members, why: 'plain', parameter: null, lacking: null }];
  const blamed = parameter(alone) ?? parameter(rare);
  if (blamed !== null) {
    return [{ members, why: 'parameter', parameter: blamed, value: valueOf(blamed, [...shared]), lacking: null }];
  }
  const smallest = failing.toSorted((a, b) => a.size - b.size)[0];
  if (smallest !== undefined && failing.filter((each) => isWithin(smallest, each)).length * 2 > failing.length) {
    const missing = lacking
      .filter((feature) => /^(?:\/|header )/u.test(feature))
      .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0];
    const written = missing === undefined ? null : missing.replace(/^(?:\/|header )/u, '').replace('=', ': ');
    return [{ members, why: 'plain', parameter: parameter(lacking) ?? named, lacking: written }];
  }
  return byParameter(members, accepted);
}

/** The value of a parameter among features, as JSON: `null` of `/temperature=null`. */
function valueOf(parameter: string, features: readonly string[]): string | null {
  const start = `/${parameter}=`;
  return features.find((feature) => feature.startsWith(start))?.slice(start.length) ?? null;
}

/**
 * Requests that fail in the same words, and have nothing in common: one cause for each parameter that explains most. Only
 * what no accepted request has explains a failure; the rest is one cause without a parameter.
 */
function byParameter(members: readonly Member[], accepted: readonly Features[]): readonly Cause[] {
  const known = new Set(accepted.flatMap((features) => [...features]));
  const namesOf = (member: Member): ReadonlySet<string> =>
    new Set([...featuresOf(member)].filter((each) => !known.has(each)).flatMap((each) => parameterOf(each) ?? []));
  const causes: Cause[] = [];
  let left = members;
  while (left.length > 0) {
    const counts = new Map<string, number>();
    for (const name of left.flatMap((member) => [...namesOf(member)])) counts.set(name, (counts.get(name) ?? 0) + 1);
    const [best] = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const parameter = best?.[0] ?? null;
    const those = parameter === null ? left : left.filter((member) => namesOf(member).has(parameter));
    causes.push({ members: those, why: parameter === null ? 'plain' : 'parameter', parameter, lacking: null });
    left = left.filter((member) => !those.includes(member));
  }
  return causes;
}

/** So many parameters that are refused in the same words are one cause each. */
const MOST_SEPARATE = 3;

/** Requests that fail in the same words for many parameters are one cause: a server that takes only what it knows. */
function joinParameters(causes: readonly Cause[]): readonly Cause[] {
  const [first, ...rest] = causes.filter(({ why }) => why === 'parameter');
  if (first === undefined || rest.length < MOST_SEPARATE) return causes;
  const joined: Cause = {
    ...first,
    members: [first, ...rest].flatMap(({ members }) => members),
    others: rest.flatMap(({ parameter }) => parameter ?? []),
    value: null,
  };
  return [joined, ...causes.filter(({ why }) => why !== 'parameter')];
}

function parametersOf({ parameter, others = [] }: Cause): readonly string[] {
  return parameter === null ? [] : [parameter, ...others];
}

/** Whether a request can have failed for this cause. Every request has messages: they explain no other failure. */
function isExplainedBy(cause: Cause, member: Member): boolean {
  if (cause.why !== 'parameter' && cause.why !== 'together') return true;
  const names = new Set(parametersOf(cause).filter((name) => name !== 'messages'));
  return [...featuresOf(member)].some((feature) => names.has(parameterOf(feature) ?? ''));
}

function featuresOf({ facts }: Member): Features {
  return facts?.features ?? new Set();
}

function parameterOfServer(members: readonly Member[]): string | null {
  return members[0]?.facts?.error?.parameter ?? null;
}

function groupOfCause(cause: Cause, also: readonly Member[], run: RunFacts): Group {
  const blamed = blamedOf(cause);
  const [first] = blamed;
  const error = first?.facts?.error;
  const claims = [...new Set(blamed.map(({ divergence }) => divergence.claim))];
  const rest = [...cause.members, ...also].filter((member) => !blamed.includes(member));
  const all = [...blamed, ...rest].filter((member) => member !== first);
  const members = first === undefined ? all : [first, ...all.toSorted((a, b) => a.order - b.order)];
  const named =
    cause.why === 'intermittent' || cause.others !== undefined ? '' : (cause.names?.join(' ') ?? cause.parameter);
  const key = ['failed', cause.why, first?.spec, error?.signature, named].join(' ');
  return groupOf(key, members, {
    claims,
    untested: rest.filter(({ divergence }) => !claims.includes(divergence.claim)),
    words: cause.why === 'intermittent' ? describeAvailability(cause, run) : describeFailure(cause, run),
  });
}

/**
 * The members whose claim is broken: those that are about the parameter; else the one with the smallest request, for
 * everything that it has the others have too.
 */
function blamedOf(cause: Cause): readonly Member[] {
  const { members, why } = cause;
  const roots = new Set(parametersOf(cause).map(rootOf));
  const named = members.filter(
    ({ about, divergence }) => divergence.kind === 'refused' && roots.has(rootOf(about?.about ?? '')),
  );
  if (named.length > 0 && why !== 'intermittent') return named;
  const smallest = members.toSorted((a, b) => featuresOf(a).size - featuresOf(b).size || a.order - b.order)[0];
  return members.filter(({ divergence }) => divergence.claim === smallest?.divergence.claim);
}

function rootOf(parameter: string): string {
  return /^[^.[]*/u.exec(parameter)?.[0] ?? parameter;
}
