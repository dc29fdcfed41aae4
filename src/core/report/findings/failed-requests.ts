import { defined } from '../../model/defined.js';
import { promptMembers } from '../../dialect/index.js';
import { checkOf } from '../../judge/checks.js';
import { chanceOf } from './chance.js';
import type { RunFacts } from './exchange-facts.js';
import { describeFailure, STANDARD } from './failure-words.js';
import {
  nameAbsent,
  areTooLarge,
  causesOf,
  featuresOf,
  joinParameters,
  MOST_SEPARATE,
  rootOf,
  tooLarge,
} from './failure-causes.js';
import type { Cause } from './cause.js';
import { joinValues, type FoundCause } from './join-values.js';
import { groupTogether } from './parameters-together.js';
import { groupOf, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import { operationIn, parameterOf, type Features } from './request-features.js';
import { refusedRequests } from './refused-requests.js';
import { wrongStatuses } from './wrong-statuses.js';

/**
 * Groups failed requests by status and normalised error body, and finds the parameter that the requests of a group have
 * in common. A parameter is not blamed if a request without it fails alike: its claim is untested.
 * @returns the groups, and the members that are no failed requests
 */
export function groupFailedRequests(
  members: readonly Member[],
  run: RunFacts,
): { readonly groups: readonly Group[]; readonly rest: readonly Member[] } {
  const varied = new Set(members.filter(isVaried).map(({ divergence }) => divergence.exchange));
  const plain = new Set(
    members.filter((member) => isFailed(member) && !varied.has(member.divergence.exchange)).map(errorOf),
  );
  // A check of varied requests names the cause, unless requests in the plain form fail with the same error.
  const isFailedRequest = (member: Member): boolean =>
    isFailed(member) && (!isVaried(member) || plain.has(errorOf(member)));
  const chance = groupChance(members.filter(isFailedRequest), run);
  const together = groupTogether(chance.rest, run);
  const failed = together.rest;
  const inSuccess = members.filter(isRefusedInSuccess);
  const rest = new Set(members.filter((member) => !isFailedRequest(member) && !isRefusedInSuccess(member)));
  const accepted = [...run.exchanges.values()].filter((each) => each.accepted).map(({ features }) => features);
  const groups: Group[] = [...chance.groups, ...together.groups];
  const found: FoundCause[] = [];
  const left: Member[] = [];
  for (const alike of groupAlike(failed, run)) {
    const mistaken = alike.filter(isMistaken);
    const valid = alike.filter((member) => !isMistaken(member));
    // Requests that may be refused fail in the words of those that must be: nothing shows another cause.
    if (valid.length === 0 || (mistaken.length > 0 && valid.every(isRefusable))) {
      left.push(...mistaken, ...valid);
      continue;
    }
    const alikeAccepted = [...new Set(accepted)].filter((each) => isSentLike(each, valid));
    const isOperation = alikeAccepted.length === 0 && accepted.some(isGenerated);
    const causes = isOperation
      ? operationsOf(valid)
      : areTooLarge(valid, run)
        ? [tooLarge(valid)]
        : joinParameters(causesOf(valid, alikeAccepted).map((cause) => nameAbsent(cause, run)));
    // A wrong request that fails in the same words, and has the same parameter, failed before its mistake was seen.
    const [main] = causes;
    const also = mistaken.filter((member) => main !== undefined && isExplainedBy(main, member));
    for (const cause of causes) found.push({ cause, also: cause === main ? also : [], accepted: alikeAccepted });
    left.push(...mistaken.filter((member) => !also.includes(member)));
  }
  for (const { cause, also, accepted: used } of joinValues(found)) groups.push(groupOfCause(cause, also, used, run));
  groups.push(...wrongStatuses([...left, ...inSuccess]));
  return { groups, rest: [...rest] };
}

/** Groups what may fail by chance, before a parameter is blamed for it. */
function groupChance(
  members: readonly Member[],
  run: RunFacts,
): { readonly groups: readonly Group[]; readonly rest: readonly Member[] } {
  const groups: Group[] = [];
  const rest: Member[] = [];
  for (const alike of groupBy(members, errorOf).values()) {
    const cause = chanceOf(
      alike.filter((member) => !isMistaken(member)),
      run,
    );
    if (cause === null) rest.push(...alike);
    else groups.push(groupOfCause(cause, alike.filter(isMistaken), [], run));
  }
  return { groups, rest };
}

function isFailed({ divergence, facts }: Member): boolean {
  return divergence.at.part === 'status' && facts?.error != null;
}

/** Whether a wrong request was refused with a 2xx status. */
function isRefusedInSuccess({ divergence, facts }: Member): boolean {
  return (
    divergence.kind === 'wrong-status' &&
    checkOf(divergence)?.runs === 'on-mistake' &&
    facts !== null &&
    facts.status < 300
  );
}

function isVaried({ divergence }: Member): boolean {
  return checkOf(divergence)?.looksAt === 'variations';
}

/**
 * Groups requests that fail in the same words. Words that differ only in the names of parameters are the same if many
 * parameters are named: a server that takes only what it knows names what it refuses.
 */
function groupAlike(members: readonly Member[], run: RunFacts): readonly (readonly Member[])[] {
  const features = [...run.exchanges.values()].flatMap((each) => [...each.features]);
  const names = new Set(features.flatMap((feature) => parameterOf(feature) ?? []));
  const withoutNames = (member: Member): string =>
    errorOf(member).replaceAll(/\w+/gu, (word) => (names.has(word) ? '<name>' : word));
  return [...groupBy(members, withoutNames).values()].flatMap((alike) => {
    const exact = [...groupBy(alike, errorOf).values()];
    return exact.length > MOST_SEPARATE ? [alike] : exact;
  });
}

function errorOf({ spec, facts }: Member): string {
  return `${spec} ${facts?.error?.signature}`;
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

/** One cause for each method and path, with the paths below it. */
function operationsOf(members: readonly Member[]): readonly Cause[] {
  const operations = [...new Set(members.map((member) => operationIn(featuresOf(member))))];
  const outermost = (operation: string): string =>
    operations.filter((other) => operation === other || operation.startsWith(`${other}/`)).toSorted()[0] ?? operation;
  const byOperation = groupBy(members, (member) => outermost(operationIn(featuresOf(member))));
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

/** The parameters of the body that a cause names. */
function parametersOf({ parameter, others = [] }: Cause): readonly string[] {
  return parameter === null ? [] : [parameter, ...others].map(rootOf);
}

/** Whether a request can have failed for this cause. Every request has a prompt: it explains no other failure. */
function isExplainedBy(cause: Cause, member: Member): boolean {
  if (cause.why !== 'parameter' && cause.why !== 'together') return true;
  const names = new Set(parametersOf(cause).filter((name) => !promptMembers.has(name)));
  return [...featuresOf(member)].some((feature) => names.has(parameterOf(feature) ?? ''));
}

function groupOfCause(cause: Cause, also: readonly Member[], accepted: readonly Features[], run: RunFacts): Group {
  const blamed = blamedOf(cause);
  const [first] = blamed;
  const error = first?.facts?.error;
  const standard = STANDARD.get(cause.why);
  const claims = standard ? [standard.claim] : [...new Set(blamed.map(({ divergence }) => divergence.claim))];
  const every = [...cause.members, ...also];
  const rest = standard ? every : every.filter((member) => !blamed.includes(member));
  const all = [...blamed, ...rest].filter((member) => member !== first);
  const members = first === undefined ? all : [first, ...all.toSorted((a, b) => a.order - b.order)];
  const named = standard ? '' : nameOf(cause);
  const key = ['failed', cause.why, first?.spec, error?.signature, named].join(' ');
  return groupOf(key, members, {
    claims,
    refused: refusedRequests(cause, accepted),
    untested: rest.filter(({ divergence }) => !claims.includes(divergence.claim)),
    ...defined({ source: standard?.source }),
    words: describeFailure(cause, run),
  });
}

/** What a cause names, equal in every run: other targets that refuse other parameters have another finding. */
function nameOf({ names, member, parameter, others }: Cause): string {
  if (names !== undefined) return names.join(' ');
  return others === undefined ? (member ?? parameter ?? '') : [member ?? parameter, ...others].join(' ');
}

/**
 * The members whose claim is broken: those that are about the parameter; else those that have nothing else which no
 * accepted request has; else the one with the smallest request, for everything that it has the others have too.
 */
function blamedOf(cause: Cause): readonly Member[] {
  const { members, parameter, why, only = [] } = cause;
  const roots = new Set(parametersOf(cause));
  const refused = members.filter(({ divergence }) => divergence.kind === 'refused');
  const named = refused.filter(({ about }) => roots.has(rootOf(about?.about ?? '')));
  if (named.length > 0 && why !== 'intermittent') return firstNamed(named, cause);
  const alone = refused.filter((member) => only.includes(member));
  if (alone.length > 0) return alone;
  // If nothing in the requests explains it, no parameter is cited when a request that is about none fails, too.
  const plain = cause.alsoAccepted === true && parameter === null ? members.filter(isAboutNoParameter) : [];
  const smallest = (plain.length > 0 ? plain : members).toSorted(
    (a, b) => featuresOf(a).size - featuresOf(b).size || a.order - b.order,
  )[0];
  return members.filter(({ divergence }) => divergence.claim === smallest?.divergence.claim);
}

/** Of several refused parameters the one that the title names first comes first, with an error that names it. */
function firstNamed(members: readonly Member[], { parameter, others }: Cause): readonly Member[] {
  if (others === undefined || parameter === null) return members;
  const rank = ({ about, facts }: Member): number =>
    (rootOf(about?.about ?? '') === parameter ? 0 : 2) + (facts?.error?.message?.includes(parameter) === true ? 0 : 1);
  return members.toSorted((a, b) => rank(a) - rank(b));
}

function isAboutNoParameter({ about }: Member): boolean {
  return about?.about === 'endpoint';
}
