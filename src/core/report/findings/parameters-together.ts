import { dialects, promptMembers } from '../../dialect/index.js';
import { describeTogether } from './failure-words.js';
import type { RunFacts } from './exchange-facts.js';
import { groupOf, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';
import { parameterOf, type Features } from './request-features.js';

/**
 * Groups requests that failed because of parameters together and are accepted with each by itself: the follow-ups of a case
 * found the smallest set.
 */
export function groupTogether(
  members: readonly Member[],
  run: RunFacts,
): { readonly groups: readonly Group[]; readonly rest: readonly Member[] } {
  const found = members.filter(({ divergence }) => divergence.code === 'refused-together');
  const keyOf = ({ spec, divergence: { title = '' } }: Member): string => `${spec} ${namesIn(title).join(' ')}`;
  let rest: readonly Member[] = members.filter((member) => !found.includes(member));
  const groups = [...groupBy(found, keyOf)].map(([key, alike]) => {
    const names = namesIn(alike[0]?.divergence.title ?? '');
    const same = rest.filter((member) => alike.some((each) => failsAlike(each, member, names)));
    rest = rest.filter((member) => !same.includes(member));
    return groupOf(`together ${key}`, [...alike, ...same], {
      claims: [...new Set(alike.map(({ divergence }) => divergence.claim))],
      untested: same,
      refused: names.toSorted().join(' and '),
      words: describeTogether(alike, run),
      witnesses: acceptedAlone(names, run),
    });
  });
  return { groups, rest };
}

/** Whether an accepted kind of request with all of these parameters failed in the words of another one. */
function failsAlike(one: Member, other: Member, names: readonly string[]): boolean {
  const features = other.facts?.features ?? new Set<string>();
  return (
    one.spec === other.spec &&
    other.about?.expects !== 'refused' &&
    one.facts?.error != null &&
    one.facts.error.signature === other.facts?.error?.signature &&
    names.every((name) => hasName(features, name))
  );
}

/** The names in a title: `` `temperature` together with `top_p` is refused ``. */
function namesIn(title: string): readonly string[] {
  const [list = ''] = title.split(' is refused', 1);
  return [...list.matchAll(/`([^`]+)`/gu)].flatMap(([, name]) => name ?? []);
}

/** For each parameter the smallest accepted request with it and without the others. */
function acceptedAlone(names: readonly string[], { exchanges }: RunFacts): readonly number[] {
  const found = names.flatMap((name) => {
    const alone = [...exchanges.values()].filter(
      ({ accepted, features }) =>
        accepted && hasName(features, name) && names.every((other) => other === name || !hasName(features, other)),
    );
    return alone.toSorted((a, b) => a.features.size - b.features.size || a.id - b.id)[0]?.id ?? [];
  });
  return [...new Set(found)];
}

const IMAGE = '/messages/*/content/*/type="image_url"';

function hasName(features: Features, name: string): boolean {
  return name === 'image_url' ? features.has(IMAGE) : features.has(`/${name}`) && !features.has(`/${name}=false`);
}

/**
 * The parameters that requests have in common and no accepted request has together, although each is accepted by itself:
 * two, else three. Null if there are none, or several such sets.
 */
export function findTogether(shared: Features, accepted: readonly Features[]): readonly string[] | null {
  const names = [...new Set([...shared].flatMap((feature) => nameOf(feature) ?? []))].toSorted();
  const each = names.map((name) => ({ name, feature: featureOf(name, shared) }));
  const alone = each.filter(({ feature }) => accepted.some((features) => features.has(feature)));
  for (const size of [2, 3]) {
    const sets = subsets(alone, size).filter((set) =>
      accepted.every((features) => !set.every(({ feature }) => features.has(feature))),
    );
    if (sets.length > 1) return null;
    const [only] = sets;
    if (only !== undefined) return only.map(({ name }) => name);
  }
  return null;
}

const LIMITS: ReadonlySet<string> = new Set([...dialects.values()].flatMap(({ request }) => request.tokenLimits));

/** Members that every request has. */
const COMMON: ReadonlySet<string> = new Set(['model', ...promptMembers, ...LIMITS]);

/** Whether a feature is the value of a token limit, which cases choose freely. */
export function isTokenLimit(feature: string): boolean {
  return LIMITS.has(parameterOf(feature) ?? '');
}

/** The parameter of the request that a feature is about; null for those that every request has. */
export function nameOf(feature: string): string | null {
  if (feature === IMAGE) return 'image_url';
  const name = parameterOf(feature);
  return name === null || COMMON.has(name) || !feature.startsWith('/') ? null : name;
}

/** A parameter with its value, where all requests have the same one: `/stream=true`. */
function featureOf(name: string, shared: Features): string {
  if (name === 'image_url') return IMAGE;
  return [...shared].find((feature) => feature.startsWith(`/${name}=`)) ?? `/${name}`;
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, n) => subsets(items.slice(n + 1), size - 1).map((rest) => [item, ...rest]));
}
