import type { Json, JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';
import { isDeep, isObject } from '../wire/json.js';
import { reachedClaims } from './reached-claims.js';
import { undocumentedPaths, type UndocumentedPath } from './undocumented-paths.js';

/** What a schema says of all values of one shape. */
export interface ShapeFacts {
  /** The ids of the claims that the value tests. */
  readonly claims: ReadonlySet<string>;
  readonly undocumented: readonly UndocumentedPath[];
}

/**
 * The shape of a value: its names and lengths, and the types of what is inside. Values that a schema distinguishes (those of
 * `const` and `enum`) are their own shape.
 */
type Shape =
  | string
  | number
  | boolean
  | symbol
  | null
  | { readonly names: readonly string[] | null; readonly inner: readonly Shape[] };

const STRING = Symbol('another string');
const INTEGER = Symbol('another integer');
const NUMBER = Symbol('another number');

/** So many shapes are kept for a schema: the chunks of a stream have three or four. */
const KEPT = 16;

/** No shape of a value with more values inside is kept. */
const LARGEST = 200;

/** What a schema says of a value. The chunks of a stream have few shapes, and all of one shape get the same object. */
export function factsOfShape(schema: JsonSchema, value: Json): ShapeFacts {
  return finderFor(schema)(value);
}

const finderFor = memoize((schema: JsonSchema) => {
  const constants = new Set<Json>();
  addConstants(constants, schema);
  let known: readonly { readonly shape: Shape; readonly facts: ShapeFacts }[] = [];
  return (value: Json): ShapeFacts => {
    for (const { shape, facts } of known) if (isOfShape(value, shape, constants)) return facts;
    const facts = { claims: reachedClaims(schema, value), undocumented: undocumentedPaths(schema, value) };
    if (isLarge(value)) return facts;
    known = [{ shape: shapeOf(value, constants), facts }, ...known.slice(0, KEPT - 1)];
    return facts;
  };
});

/** Whether a value is too deep to be walked, or too large to be kept. */
function isLarge(value: Json): boolean {
  return isDeep(value) || sizeOf(value, LARGEST) > LARGEST;
}

/** The number of values in a value; after `most` it stops counting. */
function sizeOf(value: Json, most: number): number {
  let size = 1;
  if (typeof value !== 'object' || value === null) return size;
  for (const each of Object.values(value)) {
    size += sizeOf(each, most - size);
    if (size > most) break;
  }
  return size;
}

/** Adds the values that a schema, or a part of it, compares with. */
function addConstants(constants: Set<Json>, part: Json): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, each] of Object.entries(part)) {
    if (name === 'const') constants.add(each);
    else if (name === 'enum' && Array.isArray(each)) for (const one of each as readonly Json[]) constants.add(one);
    addConstants(constants, each);
  }
}

function shapeOf(value: Json, constants: ReadonlySet<Json>): Shape {
  if (typeof value !== 'object' || value === null) return kindOf(value, constants);
  const names = Array.isArray(value) ? null : Object.keys(value);
  return { names, inner: Object.values(value).map((each: Json) => shapeOf(each, constants)) };
}

function kindOf(value: string | number | boolean | null, constants: ReadonlySet<Json>): Exclude<Shape, object> {
  if (typeof value === 'string') return constants.has(value) ? value : STRING;
  if (typeof value !== 'number' || constants.has(value)) return value;
  return Number.isInteger(value) ? INTEGER : NUMBER;
}

function isOfShape(value: Json, shape: Shape, constants: ReadonlySet<Json>): boolean {
  if (typeof value !== 'object' || value === null) return kindOf(value, constants) === shape;
  if (typeof shape !== 'object' || shape === null) return false;
  const { names, inner } = shape;
  let n = 0;
  if (!isObject(value)) {
    if (names !== null || value.length !== inner.length) return false;
    for (const each of value) if (!isOfShape(each, inner[n++] ?? null, constants)) return false;
    return true;
  }
  if (names === null) return false;
  for (const name in value) {
    if (name !== names[n] || !isOfShape(value[name] ?? null, inner[n] ?? null, constants)) return false;
    n += 1;
  }
  return n === names.length;
}
