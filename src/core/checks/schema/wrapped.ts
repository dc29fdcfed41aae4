import type { Json, JsonObject } from '../../model/json.js';
import type { SchemaMismatch } from '../../schema/validator.js';
import { isObject } from '../../wire/json.js';
import { placeOf } from '../../wire/place.js';
import { pointerSteps } from '../../wire/pointer.js';
import type { Mismatch } from '../../dialect/messages.js';
import type { Document } from './document.js';

/** A document in a member of another object, such as `{"code":0,"data":{…}}`. */
interface Wrapper {
  /** The member that contains it. */
  readonly name: string;
  /** The departure to cite: a member that the document itself lacks. */
  readonly missing: SchemaMismatch;
}

/**
 * The wrapper around a document: the root lacks members, and the value of one member is an object that has all of them.
 * Null if it is not wrapped.
 */
export function findWrapper(found: readonly SchemaMismatch[], document: Json): Wrapper | null {
  if (!isObject(document)) return null;
  const missing = found.filter(({ keyword, pointer: at }) => keyword === 'required' && pointerSteps(at).length === 1);
  const [first] = missing;
  const names = missing.map(({ pointer: at }) => pointerSteps(at)[0] ?? '');
  const has = (inner: JsonObject): boolean => names.every((name) => Object.hasOwn(inner, name));
  const wrapper = Object.entries(document).find(([, inner]) => isObject(inner) && has(inner));
  return first === undefined || wrapper === undefined ? null : { name: wrapper[0], missing: first };
}

/** A wrapped document as the check `schema` reports it, at the first member that is missing. */
export function wrapperMismatch({ name, missing }: Wrapper, { value, chunk }: Document): Mismatch {
  const members = isObject(value) ? Object.keys(value) : [];
  const args = { wrapper: name, missing: pointerSteps(missing.pointer)[0] ?? '', members };
  return {
    code: 'document-wrapped',
    args,
    at: placeOf(chunk, missing.pointer),
    claim: missing.claim ?? undefined,
  };
}
