import { describeMistake, FAMILIES } from './describe-mistake.js';
import { groupOf, heaviestFirst, type Group, type Member } from './member.js';
import { groupBy } from '../../model/group-by.js';

/** So many mistakes are named in a title. */
const MOST = 3;

/**
 * Groups wrong requests that were accepted by what overlooked the mistake: the check of the key, of the model, of the
 * body, or of the HTTP request.
 */
export function groupAcceptedRequests(members: readonly Member[]): {
  readonly groups: readonly Group[];
  readonly rest: readonly Member[];
} {
  const accepted = members.filter(
    ({ divergence, about }) => divergence.kind === 'accepted-invalid' && about?.mistake != null,
  );
  const groups = [
    ...groupBy(
      // The first is shown: its words must carry the level of the finding. Of equals, a value with its documented bound
      // is clearer than a mistake in a message.
      heaviestFirst(accepted.toSorted((a, b) => Number(isBounded(b)) - Number(isBounded(a)))),
      keyOf,
    ),
  ].map(([key, alike]) => groupOf(`accepted ${key}`, alike, { words: { title: titleOf(alike) } }));
  return { groups, rest: members.filter((member) => !accepted.includes(member)) };
}

function keyOf({ spec, about }: Member): string {
  return `${spec} ${about?.mistake == null ? '' : FAMILIES[about.mistake]}`;
}

/** `` `temperature: 2.5` (documented maximum 2) was accepted, as were `n: 0` and 4 more invalid requests ``. */
function titleOf(members: readonly Member[]): string {
  const mistakes = [...new Set(members.map(({ about }) => describeMistake(about)))];
  const [first = 'An invalid request', ...others] = mistakes;
  const head = `${first.slice(0, 1).toUpperCase()}${first.slice(1)} was accepted`;
  if (others.length === 0) return head;
  const named = others.slice(0, MOST - 1);
  const more = others.length - named.length;
  const list = more > 0 ? [...named, more === 1 ? 'one more invalid request' : `${more} more invalid requests`] : named;
  return `${head}, as ${list.length === 1 && more === 0 ? 'was' : 'were'} ${list.slice(0, -1).join(', ')}${list.length > 1 ? ' and ' : ''}${list.at(-1)}`;
}

function isBounded({ about }: Member): boolean {
  return about?.documented !== undefined;
}
