import type { Json, JsonObject } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/json.js';
import type { RequestUnit } from './dialect.js';

/** Which members of a request of a dialect are units. */
export interface UnitRules {
  /** Members that every request keeps: they are no units. */
  readonly kept: ReadonlySet<string>;
  /** Members that mean something together with another one alone. They belong to its unit. */
  readonly dependent: ReadonlyMap<string, string>;
  /** A member that needs another one, and has its own unit. */
  readonly needed: ReadonlyMap<string, string>;
  /** The type of image parts in messages, which is the name of their unit. */
  readonly images: string;
}

/** What a request can leave out: its parameters with what depends on each, and the images in its messages. */
export function requestUnits({ kept, dependent, needed, images }: UnitRules, body: JsonObject): readonly RequestUnit[] {
  const parameters = Object.keys(body).filter(
    (name) => !kept.has(name) && !Object.hasOwn(body, dependent.get(name) ?? '\0'),
  );
  const all = parameters.map((name): RequestUnit => ({ name, needs: needed.get(name) ?? null }));
  // The search prefers what comes first: a member that others need can fail without them.
  const units = all.toSorted((a, b) => Number(a.needs !== null) - Number(b.needs !== null));
  return hasType(body['messages'], images) ? [{ name: images, needs: null }, ...units] : units;
}

/** The request with these units alone, and with those that they need. */
export function keepUnits(
  { kept, dependent, images }: UnitRules,
  body: JsonObject,
  units: readonly RequestUnit[],
): JsonObject {
  const names = new Set(units.flatMap(({ name, needs }) => (needs === null ? [name] : [name, needs])));
  const members = Object.entries(body).filter(([name]) => kept.has(name) || names.has(dependent.get(name) ?? name));
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      name === 'messages' && !names.has(images) ? withoutType(value, images) : value,
    ]),
  );
}

function hasType(messages: Json | undefined, type: string): boolean {
  return asArray(messages).some((message) =>
    asArray(asObject(message)?.['content']).some((part) => isOfType(part, type)),
  );
}

function withoutType(messages: Json, type: string): Json {
  return asArray(messages).map((message) => {
    const parts = asObject(message)?.['content'];
    return Array.isArray(parts)
      ? { ...asObject(message), content: asArray(parts).filter((part) => !isOfType(part, type)) }
      : message;
  });
}

function isOfType(part: Json, type: string): boolean {
  return asString(asObject(part)?.['type']) === type;
}
