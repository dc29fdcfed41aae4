import type { Json, JsonSchema } from '../../model/json.js';
import { asArray, asString } from '../../wire/json-guards.js';
import { quote } from '../../wire/quote.js';

const NAMES: ReadonlyMap<string, string> = new Map<string, string>([
  ['null', 'null'],
  ['boolean', 'true or false'],
  ['integer', 'an integer'],
  ['number', 'a number'],
  ['string', 'a string'],
  ['array', 'an array'],
  ['object', 'an object'],
]);

/** What a schema node requires, in a few words: `an integer`, `"stop" or "length"`, `a string or null`. */
export function describeSchema(node: JsonSchema): string {
  const constant = node['const'];
  if (constant !== undefined) return quote(constant);
  const values = node['enum'];
  if (values !== undefined) return either(asArray(values).map((each) => quote(each)));
  return node['type'] === undefined ? 'a documented value' : describeType(node['type']);
}

/** The types that a `type` keyword allows, in words. */
export function describeType(type: Json): string {
  const types = typeof type === 'string' ? [type] : asArray(type).map((each) => asString(each) ?? '');
  return either(types.map((each) => NAMES.get(each) ?? 'a documented value'));
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
