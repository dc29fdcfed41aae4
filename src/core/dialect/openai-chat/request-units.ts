import type { Json, JsonObject } from '../../model/json.js';
import { asArray, asObject } from '../../wire/json.js';
import type { RequestUnit } from '../dialect.js';

/** Members that every request keeps: they are no units. */
const KEPT: ReadonlySet<string> = new Set(['model', 'messages', 'max_tokens', 'max_completion_tokens']);

/** Members that mean something together with another one alone. They belong to its unit. */
const DEPENDENT: ReadonlyMap<string, string> = new Map([
  ['tool_choice', 'tools'],
  ['parallel_tool_calls', 'tools'],
  ['top_logprobs', 'logprobs'],
]);

/** A member that needs another one, and has its own unit. */
const NEEDED: ReadonlyMap<string, string> = new Map([['stream_options', 'stream']]);

/** The unit of image parts in messages. */
const IMAGES = 'image_url';

/** What a request can leave out: its parameters with what depends on each, and the images in its messages. */
export function requestUnits(body: JsonObject): readonly RequestUnit[] {
  const parameters = Object.keys(body).filter(
    (name) => !KEPT.has(name) && !Object.hasOwn(body, DEPENDENT.get(name) ?? '\0'),
  );
  const units = parameters.map((name): RequestUnit => ({ name, needs: NEEDED.get(name) ?? null }));
  return hasImages(body) ? [{ name: IMAGES, needs: null }, ...units] : units;
}

/** The request with these units alone, and with those that they need. */
export function keepUnits(body: JsonObject, units: readonly RequestUnit[]): JsonObject {
  const names = new Set(units.flatMap(({ name, needs }) => (needs === null ? [name] : [name, needs])));
  const kept = Object.entries(body).filter(([name]) => KEPT.has(name) || names.has(DEPENDENT.get(name) ?? name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'messages' && !names.has(IMAGES) ? withoutImages(value) : value]),
  );
}

function hasImages({ messages }: JsonObject): boolean {
  return asArray(messages).some((message) => asArray(asObject(message)?.['content']).some(isImage));
}

function withoutImages(messages: Json): Json {
  return asArray(messages).map((message) => {
    const parts = asObject(message)?.['content'];
    return Array.isArray(parts)
      ? { ...asObject(message), content: asArray(parts).filter((part) => !isImage(part)) }
      : message;
  });
}

function isImage(part: Json): boolean {
  return asObject(part)?.['type'] === IMAGES;
}
