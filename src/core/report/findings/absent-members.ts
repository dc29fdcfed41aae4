import type { Json, JsonObject } from '../../model/json.js';
import { asArray, isObject } from '../../wire/json.js';
import { quote } from '../../wire/quote.js';
import type { Features } from './request-features.js';

/** Deeper lists are a schema or an argument of the user's own. */
const DEEPEST = 5;

/** Only this many items of a list are compared. */
const MOST_ITEMS = 50;

/** Members that say of what kind an item is. */
const KINDS = ['role', 'type'] as const;

/**
 * What items of lists in a request lack that other items of the same list have, as a person writes it:
 * `messages[] without content (role: "assistant")`.
 */
export function absentMembers(request: JsonObject | null): Features {
  const features = new Set<string>();
  if (request !== null) addAbsent(request, '', 0, features);
  return features;
}

function addAbsent(value: Json, at: string, depth: number, into: Set<string>): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    const items = asArray(value).slice(0, MOST_ITEMS).filter(isObject);
    const names = new Set(items.flatMap((item) => Object.keys(item)));
    for (const item of items) {
      const kind = KINDS.find((name) => typeof item[name] === 'string');
      const which = kind === undefined ? '' : ` (${kind}: ${quote(item[kind], 40)})`;
      for (const name of names) if (!Object.hasOwn(item, name)) into.add(`${at}[] without ${name}${which}`);
      addAbsent(item, `${at}[]`, depth + 1, into);
    }
  } else if (isObject(value)) {
    for (const [name, each] of Object.entries(value))
      addAbsent(each, at === '' ? name : `${at}.${name}`, depth + 1, into);
  }
}
