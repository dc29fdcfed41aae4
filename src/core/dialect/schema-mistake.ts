import { schemaMessages } from '../messages/schema.js';
import type { Mistake } from '../model/claim.js';
import type { Json } from '../model/json.js';
import { codeOf } from '../schema/mismatch-code.js';
import type { SchemaMismatch } from '../schema/validator.js';
import { pointerSteps } from '../wire/pointer.js';
import { OPEN } from './dialect.js';

/** Keywords that bound a length or a number of items. */
const BOUNDS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties']);

/** Many clients send null for an omitted parameter, and most endpoints accept it. */
export function isOmittedByNull({ pointer }: SchemaMismatch, value: Json | undefined): boolean {
  return value === null && pointerSteps(pointer).length === 1;
}

/** The mistake of a request that violates its schema in this way; `OPEN` for an undocumented member. */
export function schemaMistake(found: SchemaMismatch, value: Json | undefined): Mistake {
  if (BOUNDS.has(found.keyword)) return 'out-of-range';
  const { kind } = schemaMessages[codeOf(found, value)];
  if (kind === 'missing-field' || kind === 'wrong-type' || kind === 'out-of-range') return kind;
  return kind === 'undocumented-field' ? OPEN : 'unknown-value';
}
