import { levelRank } from '../../model/claim.js';
import { generalPlace } from '../../wire/place.js';
import { pointerSteps } from '../../wire/pointer.js';
import { generalPointer, type Group } from './member.js';
import { groupBy } from '../../model/group-by.js';

/**
 * Joins groups of one check and kind with one cause: the same field of a body and of a chunk, the same words about
 * another place, the same wrong value in one place, one wrong type of a field, another encoding than UTF-8. The title of a schema check names only a field, so that there only the place counts.
 */
export function joinForms(groups: readonly Group[]): readonly Group[] {
  return [sameField, sameTitle, sameValue, sameType, sameEncoding].reduce(joinBy, groups);
}

/** The same for a field of a body and that of a chunk, whose pointers differ in a step: first and last step, and depth. */
function sameField({ members: [first] }: Group): string | null {
  if (first === undefined) return null;
  const { check, kind } = first.divergence;
  const steps = pointerSteps(generalPointer(first.divergence) ?? '');
  return steps.length === 0 ? null : JSON.stringify([first.spec, check, kind, steps[0], steps.length, steps.at(-1)]);
}

function sameTitle({ members: [first] }: Group): string | null {
  if (first === undefined) return null;
  const { check, kind, title, code = '' } = first.divergence;
  if (title === undefined || code.startsWith('field-')) return null;
  // `` `stream` together with `tools`: the answer has no tool call `` is the same with what it was seen with.
  const plain = title.replace(/^`[^:]*`: /u, '').toLowerCase();
  return JSON.stringify([first.spec, check, kind, plain]);
}

/** One wrong value in one place, although the documented value differs: the same type in errors of every status. */
function sameValue({ members }: Group): string | null {
  const [first] = members;
  const actual = new Set(members.map(({ divergence }) => divergence.actual));
  if (first === undefined || first.divergence.kind !== 'wrong-value' || actual.size > 1) return null;
  const { check, kind, at } = first.divergence;
  return JSON.stringify([first.spec, check, kind, generalPlace(at), ...actual]);
}

/** One field that has one wrong type in several places: `logprob` of a token, and of those that were as probable. */
function sameType({ members: [first] }: Group): string | null {
  if (first?.divergence.kind !== 'wrong-type') return null;
  const { check, actual, expected, at } = first.divergence;
  const name = pointerSteps(generalPointer(first.divergence) ?? '').at(-1);
  return name === undefined ? null : JSON.stringify([first.spec, check, at.part, name, actual, expected]);
}

/** Bodies and streams in another encoding than UTF-8 are written by one server. */
function sameEncoding({ members: [first] }: Group): string | null {
  return first?.divergence.kind === 'malformed-utf8' ? `${first.spec} ${first.divergence.kind}` : null;
}

/** Joins groups with one key, the heaviest first. Groups of one form have different claims and stay apart. */
function joinBy(groups: readonly Group[], keyOf: (group: Group) => string | null): readonly Group[] {
  let single = 0;
  return [...groupBy(groups, (group) => keyOf(group) ?? `single ${single++}`).values()].flatMap((alike) =>
    keyOf === sameField && new Set(alike.map(formOf)).size < alike.length ? alike : [alike.reduce(join)],
  );
}

function formOf({ members: [first] }: Group): string {
  return first?.divergence.at.part ?? '';
}

function join(one: Group, other: Group): Group {
  const [main, added] = weightOf(other) > weightOf(one) ? [other, one] : [one, other];
  const [first, ...rest] = [...main.members, ...added.members];
  return {
    ...main,
    members: first === undefined ? [] : [first, ...rest],
    claims: [...new Set([...main.claims, ...added.claims])],
  };
}

function weightOf({ members: [first] }: Group): number {
  return first === undefined ? 0 : levelRank(first.divergence.level);
}
