import type { Mistake } from '../../model/claim.js';
import { describeMistake } from './describe-mistake.js';
import { groupBy, groupOf, type Group, type Member } from './member.js';

type Family = 'credentials' | 'model' | 'http' | 'body';

/** Mistakes that one part of a server overlooks. */
const FAMILIES: Readonly<Record<Mistake, Family>> = {
  'no-key': 'credentials',
  'wrong-key': 'credentials',
  'malformed-authorization': 'credentials',
  'malformed-json': 'body',
  'missing-field': 'body',
  'wrong-type': 'body',
  'out-of-range': 'body',
  'unknown-value': 'body',
  'empty-messages': 'body',
  'orphan-tool-message': 'body',
  'unknown-model': 'model',
  'bad-tool-choice': 'body',
  'wrong-method': 'http',
  'unknown-path': 'http',
  'wrong-content-type': 'http',
};

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
      // A value with its documented bound is clearer than a mistake in a message: it is the one to show.
      accepted.toSorted((a, b) => Number(isBounded(b)) - Number(isBounded(a))),
      keyOf,
    ),
  ].map(([key, alike]) => groupOf(`accepted ${key}`, alike, { words: { title: titleOf(alike) } }));
  return { groups, rest: members.filter((member) => !accepted.includes(member)) };
}

function keyOf({ spec, about }: Member): string {
  return `${spec} ${about?.mistake == null ? '' : FAMILIES[about.mistake]}`;
}

/** `` `temperature: 2.5` (documented maximum 2) was accepted, as were `n: 0` and 4 more wrong requests ``. */
function titleOf(members: readonly Member[]): string {
  const mistakes = [...new Set(members.map(({ about }) => describeMistake(about)))];
  const [first = 'A wrong request', ...others] = mistakes;
  const head = `${first} was accepted`;
  if (others.length === 0) return head;
  const named = others.slice(0, MOST - 1);
  const more = others.length - named.length;
  const list = more > 0 ? [...named, `${more} more wrong requests`] : named;
  return `${head}, as ${list.length === 1 && more === 0 ? 'was' : 'were'} ${list.slice(0, -1).join(', ')}${list.length > 1 ? ' and ' : ''}${list.at(-1)}`;
}

function isBounded({ about }: Member): boolean {
  return about?.documented !== undefined;
}
