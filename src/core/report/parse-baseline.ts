import type { Baseline, BaselineEntry } from '../model/baseline.js';
import type { InputError } from '../model/input-error.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { checkShape } from '../spec/check-shape.js';
import type { Source } from '../spec/source.js';
import { parseYaml } from '../spec/parse-yaml.js';
import { asArray, asObject, asString } from '../wire/json-guards.js';
import { entryKey } from './compare-baseline.js';
import { checkNames, type KnownNames } from './known-names.js';
import { lastLineOf } from './entry-lines.js';

/**
 * Parses a baseline. A file with comments only is an empty baseline.
 * @param schema `schemas/baseline.schema.json`
 * @param known what entries can name
 * @returns what is wrong with it, at line and column: its form, an unknown name, a duplicate entry
 */
export function parseBaseline(
  text: string,
  file: string,
  schema: JsonSchema,
  known: KnownNames,
): { readonly baseline: Baseline } | { readonly errors: readonly InputError[] } {
  const lines = text.split(/\r?\n/u);
  if (lines.every((line) => /^\s*(#|-{3}\s*$|$)/u.test(line))) return { baseline: { file, entries: [] } };
  const parsed = parseYaml(text, file);
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  const misshapen = checkShape(schema, source);
  if (misshapen.length > 0) return { errors: misshapen };
  const values = asArray(source.value).map((value) => asObject(value) ?? {});
  const starts = values.map((_, n) => source.fail([n], '').line ?? 1);
  const entries = values.map((value, n) => {
    const first = starts[n] ?? 1;
    return readEntry(value, { first, last: lastLineOf(lines, first, starts[n + 1] ?? lines.length + 1) });
  });
  const errors = [...entries.flatMap((entry, n) => checkNames(entry, n, known, source)), ...findTwins(entries, source)];
  return errors.length > 0 ? { errors } : { baseline: { file, entries } };
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

function findTwins(entries: readonly BaselineEntry[], source: Source): readonly InputError[] {
  const first = new Map<string, BaselineEntry>();
  return entries.flatMap((entry, n) => {
    const key = entryKey(entry);
    const twin = first.get(key);
    if (twin !== undefined) {
      return [source.fail([n], `Line ${twin.lines.first} has this entry already.`, 'Delete one of the two.')];
    }
    first.set(key, entry);
    return [];
  });
}
