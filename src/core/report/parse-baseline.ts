import type { Baseline, BaselineEntry, KnownDivergence, KnownFinding } from '../model/baseline.js';
import { fail, type InputError, ok, type Result } from '../model/result.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { checkShape } from '../spec/check-shape.js';
import type { Source } from '../spec/source.js';
import { parseYaml } from '../spec/parse-yaml.js';
import { asArray, asObject, asString } from '../wire/json.js';
import { entryKey, isKnownDivergence } from './compare-baseline.js';
import { didYouMean } from '../spec/suggestion.js';
import { quote } from '../wire/quote.js';

/**
 * Parses a baseline. A file with comments only is an empty baseline.
 * @param schema `schemas/baseline.schema.json`
 * @param known what entries can name
 * @returns what is wrong with it, at line and column: its form, an unknown name, a duplicate entry
 */
export function parseBaseline(text: string, file: string, schema: JsonSchema, known: KnownNames): Result<Baseline> {
  const lines = text.split(/\r?\n/u);
  if (lines.every((line) => /^\s*(#|-{3}\s*$|$)/u.test(line))) return ok({ file, entries: [] });
  const parsed = parseYaml(text, file);
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  const misshapen = checkShape(schema, source);
  if (misshapen.length > 0) return fail(misshapen);
  const values = asArray(source.value).map((value) => asObject(value) ?? {});
  const starts = values.map((_, n) => source.fail([n], '').line ?? 1);
  const entries = values.map((value, n) => {
    const first = starts[n] ?? 1;
    return readEntry(value, { first, last: lastLineOf(lines, first, starts[n + 1] ?? lines.length + 1) });
  });
  const errors = [
    ...entries.flatMap((entry, n) => checkNames(entry, n, known, source)),
    ...findRepeated(entries, source),
  ];
  return errors.length > 0 ? fail(errors) : ok({ file, entries });
}

function readEntry(value: JsonObject, lines: BaselineEntry['lines']): BaselineEntry {
  const text = (name: string): string => asString(value[name]) ?? '';
  const entry = {
    reason: text('reason'),
    issue: asString(value['issue']),
    expires: asString(value['expires']),
    intermittent: value['intermittent'] === true,
    lines,
  };
  if (Object.hasOwn(value, 'finding')) {
    const cases = Object.hasOwn(value, 'cases') ? asArray(value['cases']).map((each) => asString(each) ?? '') : null;
    return { finding: text('finding'), cases, seen: asString(value['seen']), ...entry };
  }
  return {
    case: text('case'),
    spec: text('spec'),
    check: text('check'),
    kind: text('kind'),
    place: text('place'),
    ...entry,
  };
}

function findRepeated(entries: readonly BaselineEntry[], source: Source): readonly InputError[] {
  const first = new Map<string, BaselineEntry>();
  return entries.flatMap((entry, n) => {
    const key = entryKey(entry);
    const known = first.get(key);
    if (known !== undefined) {
      return [source.fail([n], `Line ${known.lines.first} has this entry already.`, 'Delete one of the two.')];
    }
    first.set(key, entry);
    return [];
  });
}

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

/**
 * The last line of an entry of a list, from 1: blank lines after it, and comments that stand no deeper than its dash, are
 * no part of it.
 * @param first the line on which the entry begins
 * @param next the line on which the next one does, or the first beyond the file
 */
export function lastLineOf(lines: readonly string[], first: number, next: number): number {
  const depth = indentOf(lines[first - 1] ?? '');
  let last = next - 1;
  while (last > first && isBetween(lines[last - 1] ?? '', depth)) last -= 1;
  return last;
}

function isBetween(line: string, depth: number): boolean {
  const bare = line.trim();
  return bare === '' || (bare.startsWith('#') && indentOf(line) <= depth);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
