import type { Json } from '../model/json.js';

/** Deeper than any documented body; shallow enough for readers that call themselves. */
const DEEPEST = 256;

/** The value itself, or a copy emptied below a depth that no documented schema reaches. Never overflows the stack. */
export function cutDeep(value: Json): Json {
  return isDeep(value) ? copy(value, 0) : value;
}

function isDeep(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    const next: Json[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      for (const inner of Object.values(each)) if (typeof inner === 'object' && inner !== null) next.push(inner);
    }
    if (next.length === 0) return false;
    level = next;
  }
  return true;
}

function copy(value: Json, depth: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return depth === DEEPEST ? [] : value.map((each: Json) => copy(each, depth + 1));
  }
  const entries = depth === DEEPEST ? [] : Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, copy(each, depth + 1)]));
}
