import type { Json } from '../model/json.js';

/** Keys and indexes from the top of a document to a value in it. */
export type Path = readonly (string | number)[];

/**
 * A JSON Pointer (RFC 6901) from its steps: `pointer('data', 0, 'a/b')` is `/data/0/a~1b`; no steps is the whole
 * document, the empty string.
 */
export function pointer(...steps: Path): string {
  return steps.map((step) => `/${escapeStep(String(step))}`).join('');
}

/** The steps of a JSON Pointer, unescaped. What is no pointer has none. */
export function pointerSteps(text: string): readonly string[] {
  return text.startsWith('/') ? text.slice(1).split('/').map(unescapeStep) : [];
}

/** The value at a JSON Pointer, own members only; undefined if nothing is. */
export function valueAt(document: Json, text: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointerSteps(text)) value = member(value, step);
  return value;
}

/** The pointer with `*` in place of every number, so that places which differ in a position alone are one. */
export function genericPointer(text: string): string {
  return text.replace(/\/(?:0|[1-9]\d*)(?=\/|$)/g, '/*');
}

/** An own member of an object or array, by name or position; undefined if there is none. */
export function member(value: Json | undefined, step: string): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return /^(?:0|[1-9]\d*)$/.test(step) ? (value as readonly Json[])[Number(step)] : undefined;
  const found = (value as Readonly<Record<string, unknown>>)[step];
  // All that an object inherits are functions and its prototype, and JSON has no functions.
  const isInherited = typeof found === 'function' || (step === '__proto__' && !Object.hasOwn(value, step));
  return isInherited ? undefined : (found as Json | undefined);
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeStep(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
