import { checkOf } from '../../judge/checks.js';
import { FEWEST_IGNORED } from '../../model/tolerances.js';
import type { RunFacts } from './exchange-facts.js';
import { featuresOf } from './failure-causes.js';
import { listOf } from './failure-words.js';
import { under, type Group, type Member } from './member.js';
import { isTokenLimit, nameOf } from './parameters-together.js';
import { common, parameterOf, type Features } from './request-features.js';

/**
 * Joins parameters that have no effect: a gateway that forwards only what it knows drops all others, and accepts wrong
 * values of them. A few of them may have a cause each.
 */
export function joinIgnored(groups: readonly Group[], run: RunFacts): readonly Group[] {
  const ignored = groups.flatMap((group) => {
    const parameter = isIgnored(group) ? parameterIn(group.members, run) : null;
    return parameter === null ? [] : [{ group, parameter }];
  });
  const bySpec = new Set(ignored.map(({ group }) => specOf(group)));
  return [...bySpec].reduce((all, spec) => {
    const own = ignored.filter(({ group }) => specOf(group) === spec);
    const names = [...new Set(own.map(({ parameter }) => parameter))];
    return names.length < FEWEST_IGNORED ? all : join(all, own, names);
  }, groups);
}

interface Ignored {
  readonly group: Group;
  readonly parameter: string;
}

function join(groups: readonly Group[], ignored: readonly Ignored[], names: readonly string[]): readonly Group[] {
  const [main] = ignored.toSorted((a, b) => b.group.members.length - a.group.members.length);
  if (main === undefined) return groups;
  const inOrder = [main, ...ignored.filter((each) => each !== main)];
  const title = `${names.length} parameters have no effect: ${listOf(
    [...new Set(inOrder.map(({ parameter }) => parameter))].map((name) => `\`${name}\``),
    'and',
  )}`;
  const followed = groups.filter(
    (group) => group.members[0]?.spec === main.group.members[0]?.spec && group.members.every(isAcceptedMistake),
  );
  const rest = [...new Set([...inOrder.map(({ group }) => group), ...followed])].filter(
    (group) => group !== main.group,
  );
  const joined: Group = {
    ...rest.reduce(under, main.group),
    key: `ignored parameters ${specOf(main.group)} ${names.toSorted().join(' ')}`,
    words: { ...main.group.words, title },
  };
  return groups.flatMap((group) => (group === main.group ? [joined] : rest.includes(group) ? [] : [group]));
}

function specOf({ members: [first] }: Group): string {
  return first?.spec ?? '';
}

/** Whether an answer looks as if the request did not have a parameter. */
function isIgnored({ members: [first] }: Group): boolean {
  if (first === undefined || first.divergence.level === 'note') return false;
  const { kind, code = '' } = first.divergence;
  return kind === 'ignored' || (checkOf(first.divergence)?.showsIgnored.includes(code) ?? false);
}

/** A wrong value of a parameter that a server may not have read: every server reads messages and model. */
function isAcceptedMistake({ divergence, about }: Member): boolean {
  const [root = ''] = (about?.about ?? '').split('.', 1);
  return divergence.kind === 'accepted-invalid' && nameOf(`/${root}`) !== null && isInBody(root, about?.steps ?? []);
}

function isInBody(name: string, steps: NonNullable<Member['about']>['steps']): boolean {
  const body = steps.at(-1)?.body;
  return body !== undefined && Object.hasOwn(body, name);
}

/** Of the parameters that all of the requests have, the one that fewest requests of the run have. */
function parameterIn(members: readonly Member[], { exchanges }: RunFacts): string | null {
  const shared = [...common(members.map(featuresOf))];
  const names = new Set(shared.flatMap((feature) => nameOf(feature) ?? []));
  // Requests may have the limit under either of its names.
  const limited = members.every((member) => [...featuresOf(member)].some(isTokenLimit));
  const [limit] = limited ? [...featuresOf(members[0] as Member)].filter(isTokenLimit) : [];
  const limits = limit === undefined ? [] : [parameterOf(limit) ?? ''];
  const isAboutLimit = members.every(({ divergence }) => divergence.kind === 'out-of-range');
  const all = [...exchanges.values()].map(({ features }) => features);
  const uses = (name: string): number => all.filter((features) => has(features, name)).length;
  const found = names.size === 0 || (isAboutLimit && limits.length > 0) ? limits : [...names];
  const [rarest] = found.toSorted((a, b) => uses(a) - uses(b) || (a < b ? -1 : 1));
  return rarest ?? null;
}

function has(features: Features, name: string): boolean {
  return features.has(`/${name}`);
}
