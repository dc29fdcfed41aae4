import type { Json } from '../../model/json.js';
import { asArray, isObject, parseJson } from '../../wire/json.js';
import { quote } from '../../wire/quote.js';
import type { RunFacts } from './exchange-facts.js';
import type { Cause } from './failure-causes.js';
import { common, type Features } from './request-features.js';

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
export function absentMembers(body: string | null): Features {
  const features = new Set<string>();
  const parsed = body === null ? null : parseJson(body);
  if (parsed !== null && 'value' in parsed) addAbsent(parsed.value, '', 0, features);
  return features;
}

/** The same cause, named by what the items of a list lack, if accepted requests have all that these have, but lack nothing. */
export function nameAbsent(cause: Cause, { exchanges }: RunFacts): Cause {
  if (cause.alsoAccepted !== true || cause.why === 'intermittent') return cause;
  const known = new Set([...exchanges.values()].flatMap(({ accepted, absent }) => (accepted ? [...absent] : [])));
  const shared = [...common(cause.members.map(({ facts }) => facts?.absent ?? new Set<string>()))];
  const [member] = shared
    .filter((each) => !known.has(each))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (member === undefined) return cause;
  const { alsoAccepted: _alsoAccepted, ...rest } = cause;
  return { ...rest, why: 'parameter', parameter: /^[^.[]*/u.exec(member)?.[0] ?? member, member, lacking: null };
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
