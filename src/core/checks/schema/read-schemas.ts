import type { Answer } from '../../dialect/answer.js';
import type { Spec } from '../../model/spec.js';
import { reachedClaims } from '../../schema/reached-claims.js';
import { compileSchema } from '../../schema/validator.js';
import type { CheckInput } from '../../dialect/check.js';
import type { Mismatch } from '../../dialect/messages.js';
import { collapse } from './collapse.js';
import { documentsOf } from './documents.js';
import { onePerPlace } from './one-per-place.js';
import { toMismatch } from './to-mismatch.js';

/** What the schemas of a spec say of an answer. */
export interface SchemaReading {
  readonly mismatches: readonly Mismatch[];
  /** The claims that the answer put to the test. */
  readonly reached: ReadonlySet<string>;
}

const known = new WeakMap<Answer, Map<Spec, SchemaReading>>();

/** Holds an answer to the schemas of the spec, once for each of both. */
export function readSchemas(view: CheckInput): SchemaReading {
  const readings = known.get(view.answer) ?? new Map<Spec, SchemaReading>();
  known.set(view.answer, readings);
  const reading = readings.get(view.spec) ?? read(view);
  readings.set(view.spec, reading);
  return reading;
}

function read(view: CheckInput): SchemaReading {
  const mismatches: Mismatch[] = [];
  const reached = new Set<string>();
  const untested = new Set<string>();
  for (const document of documentsOf(view)) {
    for (const claim of reachedClaims(document.schema, document.value)) reached.add(claim);
    const found = onePerPlace(compileSchema(document.schema).validate(document.value));
    for (const { first, others, claims } of collapse(found, document.value, view.spec)) {
      mismatches.push(toMismatch(first, document, others));
      for (const claim of claims) untested.add(claim);
    }
  }
  // Reported together with another claim: neither met nor named as violated.
  for (const claim of untested) reached.delete(claim);
  return { mismatches, reached };
}
