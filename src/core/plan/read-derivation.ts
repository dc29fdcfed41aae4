import type { Json, JsonObject } from '../model/json.js';
import type { Derivation, DerivedFrom, ParameterRule } from '../model/suite.js';
import type { Source } from '../spec/source.js';
import { asArray, asNumber, asObject, asString } from '../wire/json.js';

/** Reads a suite's `derive`, which has the shape of one; null if there is none. */
export function readDerivation(raw: JsonObject | null, source: Source): Derivation | null {
  if (raw === null) return null;
  const { line, column } = source.fail(['derive'], '', null, 'key');
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape has let only its names pass
    from: asString(raw['from']) as DerivedFrom,
    request: asObject(raw['request']) ?? {},
    limit: asNumber(raw['limit']),
    elicits: asString(raw['elicits']),
    parameters: Object.fromEntries(
      Object.entries(asObject(raw['parameters']) ?? {}).map(([name, rule]) => [name, readRule(asObject(rule) ?? {})]),
    ),
    written: { file: source.file, line, column },
  };
}

/** The rule of a parameter that a suite does not mention: everything that its schema yields. */
export const plainRule: ParameterRule = readRule({});

function readRule(raw: JsonObject): ParameterRule {
  return {
    skip: asString(raw['skip']),
    written: raw['written'] === true,
    someModels: raw['someModels'] === true,
    uncommon: raw['uncommon'] === true,
    with: asObject(raw['with']) ?? {},
    values: asObject(raw['values']) ?? {},
    probes: asObject(raw['probes']) ?? {},
    joins: asArray(raw['joins']).map(String),
    limits: readLimits(raw['limits']),
    omit: readReasons(raw['omit']),
    omitOpen: readReasons(raw['omitOpen']),
    costly: readReasons(raw['costly']),
  };
}

function readLimits(raw: Json | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(asObject(raw) ?? {}).map(([what, tokens]) => [what, asNumber(tokens) ?? 1]));
}

function readReasons(raw: Json | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asObject(raw) ?? {}).map(([what, why]) => [what, asString(why) ?? '']));
}
