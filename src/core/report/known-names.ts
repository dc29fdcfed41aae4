import type { BaselineEntry, KnownDivergence, KnownFinding } from '../model/baseline.js';
import type { InputError } from '../model/input-error.js';
import { didYouMean } from '../spec/suggestion.js';
import type { Source } from '../spec/source.js';
import { quote } from '../wire/quote.js';
import { isKnownDivergence } from './write-entry.js';

/** Everything that an entry of a baseline can name. */
export interface KnownNames {
  readonly cases: ReadonlySet<string>;
  readonly specs: ReadonlySet<string>;
  /** The kinds that each check reports, by its id. */
  readonly checks: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong with the names in an entry, with the nearest that would be right. */
export function checkNames(entry: BaselineEntry, n: number, known: KnownNames, source: Source): readonly InputError[] {
  return isKnownDivergence(entry) ? checkDivergence(entry, n, known, source) : checkCases(entry, n, known, source);
}

function checkCases(
  { cases, seen }: KnownFinding,
  n: number,
  known: KnownNames,
  source: Source,
): readonly InputError[] {
  const named = [
    ...(cases ?? []).map((id, at) => ({ id, path: [n, 'cases', at] })),
    ...(seen === null ? [] : [{ id: seen, path: [n, 'seen'] }]),
  ];
  return named
    .filter(({ id }) => !known.cases.has(id))
    .map(({ id, path }) => source.fail(path, `There is no case ${quote(id)}.`, didYouMean(id, [...known.cases])));
}

function checkDivergence(entry: KnownDivergence, n: number, known: KnownNames, source: Source): readonly InputError[] {
  const errors: InputError[] = [];
  const check = (key: 'case' | 'spec' | 'check', names: Iterable<string>): void => {
    const there = [...names];
    if (there.includes(entry[key])) return;
    const hint = /[*?[{]/u.test(entry[key])
      ? 'An entry names one exactly, and no pattern.'
      : didYouMean(entry[key], there);
    errors.push(source.fail([n, key], `There is no ${key} ${quote(entry[key])}.`, hint));
  };
  check('case', known.cases);
  check('spec', known.specs);
  check('check', known.checks.keys());
  const own = known.checks.get(entry.check) ?? [];
  const kinds = [...new Set([...known.checks.values()].flat())];
  if (!kinds.includes(entry.kind)) {
    errors.push(
      source.fail(
        [n, 'kind'],
        `There is no kind ${quote(entry.kind)} of divergence.`,
        didYouMean(entry.kind, own) ?? didYouMean(entry.kind, kinds),
      ),
    );
  }
  const general = entry.place.replaceAll(/\/\d+(?=\/|$)/gu, '/*');
  if (general !== entry.place) {
    errors.push(
      source.fail([n, 'place'], `${quote(entry.place)} names one position.`, `Write a star for it: ${general}`),
    );
  }
  return errors;
}
