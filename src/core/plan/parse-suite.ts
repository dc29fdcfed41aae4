import { dialects } from '../dialect/index.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { Suite, WrittenCase } from '../model/suite.js';
import { checkShape } from '../spec/check-shape.js';
import { type Source, fileError } from '../spec/source.js';
import { didYouMean } from '../spec/suggestion.js';
import { parseYaml } from '../spec/parse-yaml.js';
import { asArray, asNumber, asObject, asString } from '../wire/json.js';
import { quote } from '../wire/quote.js';
import { readCase } from './read-case.js';
import { readDerivation } from './read-derivation.js';
import { suiteShape } from './suite-shape.js';
import { streamedId } from './case-ids.js';

/** The placeholder for a missing dialect, which the shape then reports. */
const NO_DIALECT = { mistakes: new Map(), stimulusNames: new Map() };

/**
 * Reads a suite file. Never throws.
 * @param file the path as the user knows it
 */
export function parseSuite(text: string, file: string): Result<Suite> {
  const parsed = parseYaml(text, file);
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  const root = asObject(source.value) ?? {};
  const name = asString(root['dialect']);
  const dialect = name === null ? NO_DIALECT : dialects.get(name);
  if (dialect === undefined) {
    const hint = didYouMean(name ?? '', [...dialects.keys()]);
    return fail([source.fail(['dialect'], `There is no dialect ${quote(name)}.`, hint)]);
  }
  const misshapen = checkShape(suiteShape(dialect), source);
  if (misshapen.length > 0) return fail(misshapen);

  const id = asString(root['id']) ?? '';
  const read = asArray(root['cases']).map((each, n) => readCase(asObject(each) ?? {}, id, source, ['cases', n]));
  const cases = read.flatMap((each) => (each.ok ? [each.value] : []));
  const errors = [...read.flatMap((each) => (each.ok ? [] : each.errors)), ...repeated(cases, source)];
  if (errors.length > 0) return fail(errors);
  return ok({
    id,
    title: asString(root['title']) ?? '',
    dialect: name ?? '',
    order: asNumber(root['order']) ?? 0,
    file,
    cases,
    derivation: readDerivation(asObject(root['derive']), source),
  });
}

function repeated(cases: readonly WrittenCase[], source: Source): readonly InputError[] {
  const seen = new Set<string>();
  const errors: InputError[] = [];
  cases.forEach((each, n) => {
    for (const id of each.streamedToo ? [each.id, streamedId(each.id)] : [each.id]) {
      if (seen.has(id)) errors.push(source.fail(['cases', n, 'id'], `There is another case ${id}.`, 'Ids are unique.'));
      seen.add(id);
    }
  });
  return errors;
}

/** Reads suite files, each by itself: an error in one does not affect the others. Ids of suites are unique in their dialect. */
export function parseSuites(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly suites: readonly Suite[];
  readonly errors: readonly InputError[];
} {
  const suites: Suite[] = [];
  const errors: InputError[] = [];
  for (const { file, text } of files) {
    const parsed = parseSuite(text, file);
    if (!parsed.ok) {
      errors.push(...parsed.errors);
      continue;
    }
    const suite = parsed.value;
    const other = suites.find(({ id, dialect }) => id === suite.id && dialect === suite.dialect);
    if (other === undefined) suites.push(suite);
    else errors.push(fileError(file, `The suite ${suite.id} is in ${other.file} already.`, 'Give it another id.'));
  }
  return { suites, errors };
}
