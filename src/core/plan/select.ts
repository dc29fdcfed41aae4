import picomatch from 'picomatch';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { Suite } from '../model/suite.js';
import { didYouMean } from '../spec/suggestion.js';
import { fileError } from '../spec/source.js';
import { quote } from '../wire/quote.js';
import type { Spec } from '../model/spec.js';
import { groupBy } from '../model/group-by.js';
import { CONTROL_CASE } from './case-ids.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { requestsOf } from './requests-of.js';

/** Which cases are wanted: those of the suites, and of them those that a glob matches. Empty lists want all. */
export interface Selection {
  /** Ids of suites (`--suite`). */
  readonly suites: readonly string[];
  /** Globs over case ids (`--only`): `tools/*`, `penalties/temperature.*`. */
  readonly only: readonly string[];
}

/** The suites that a selection can take cases from, as far as its selectors show, and that of the control case. */
export function suitesFor({ suites: names, only }: Selection, suites: readonly Suite[]): readonly Suite[] {
  const [control] = CONTROL_CASE.split('/');
  const globbed = new Set(only.map(suiteOfGlob));
  const isNear = ({ id }: Suite): boolean =>
    (names.length === 0 || names.includes(id)) && (only.length === 0 || globbed.has(id) || globbed.has(null));
  return suites.filter((suite) => suite.id === control || isNear(suite));
}

/** The suite that a glob names before its first slash; null if it can match cases of others. */
function suiteOfGlob(glob: string): string | null {
  const [, name] = /^([\w-]+)\/[\w*.,{}-]+$/u.exec(glob) ?? [];
  return name ?? null;
}

/** The ids that a selection wants of those that there are. A selector that matches nothing is an error. */
export function select(
  selection: Selection,
  suites: readonly Suite[],
  ids: readonly string[],
): Result<ReadonlySet<string>> {
  const names = suites.map(({ id }) => id);
  const errors: InputError[] = selection.suites
    .filter((name) => !names.includes(name))
    .map((name) => fileError('--suite', `There is no suite ${quote(name)}.`, suggestion(name, names)));
  if (errors.length > 0) return fail(errors);
  const wanted = ids.filter(
    (id) => selection.suites.length === 0 || selection.suites.some((name) => id.startsWith(`${name}/`)),
  );
  if (selection.only.length === 0) return ok(new Set(wanted));

  const matched = new Set<string>();
  for (const glob of selection.only) {
    const matches = matcher(glob);
    const found = wanted.filter(matches);
    for (const id of found) matched.add(id);
    if (found.length === 0)
      errors.push(fileError('--only', `No case matches ${quote(glob)}.`, didYouMean(glob, wanted)));
  }
  return errors.length > 0 ? fail(errors) : ok(matched);
}

function suggestion(name: string, names: readonly string[]): string | null {
  return name.includes(',') ? 'Separate the names by spaces.' : didYouMean(name, names);
}

// What picomatch refuses by throwing (an empty pattern, one of 64 KiB) matches nothing.
function matcher(glob: string): (id: string) => boolean {
  try {
    const matches = picomatch(glob, { windows: false });
    return (id) => matches(id);
  } catch {
    return () => false;
  }
}

/**
 * Skips the cases that a suite marks as costly under specs whose run would send too many requests. Only selected cases are
 * counted, so that a run of one suite sends all its cases.
 * @param most the most requests of a run by one spec, if every batched request is accepted
 */
export function leaveOutCostly(entries: readonly Entry[], most: number): readonly Entry[] {
  const isCrowded = ([spec, own]: readonly [Spec, readonly Entry[]]): boolean =>
    countSteps(own) > most && countRequests(own, spec) > most;
  const crowded = new Set([...groupBy(entries, ({ spec }) => spec)].filter(isCrowded).map(([spec]) => spec));
  if (crowded.size === 0) return entries;
  return entries.map((entry): Entry => {
    const costly = 'candidate' in entry.placed ? entry.placed.candidate.costly : undefined;
    return costly === undefined || !crowded.has(entry.spec)
      ? entry
      : { ...entry, placed: { needs: costly, skipped: true } };
  });
}

/** At least as many as `countRequests`, and faster. */
function countSteps(entries: readonly Entry[]): number {
  return entries.reduce((sum, { placed }) => sum + ('steps' in placed ? placed.steps.length : 0), 0);
}

function countRequests(entries: readonly Entry[], spec: Spec): number {
  const cases = [...groupBy(entries, ({ id }) => id).values()].flatMap((group) => mergeEntries(group).cases);
  return requestsOf(cases, [spec]).sent.length;
}
