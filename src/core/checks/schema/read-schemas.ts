import { memoize } from '../../model/memoize.js';
import { MOST_MISMATCHES } from '../../model/tolerances.js';
import type { Answer } from '../../dialect/answer.js';
import type { Reply } from '../../dialect/reply.js';
import type { Spec } from '../../model/spec.js';
import type { ShapeFacts } from '../../schema/shape-facts.js';
import { compileSchema } from '../../schema/validator.js';
import type { CheckInput } from '../../dialect/check.js';
import type { Mismatch } from '../../dialect/messages.js';
import { type Document, factsOf } from './document.js';
import { collapse, onePerPlace, toMismatch } from './schema-errors.js';
import { findWrapper, wrapperMismatch } from './wrapped.js';
import type { JsonSchema } from '../../model/json.js';

/** What the schemas of a spec say of an answer. */
export interface SchemaReading {
  readonly mismatches: readonly Mismatch[];
  /** The claims that the answer put to the test. */
  readonly reached: ReadonlySet<string>;
}

const readingsOf = memoize((_reply: Reply) => new Map<Spec, SchemaReading>());

/** Holds an answer to the schemas of the spec, once for each of both. Cases that share a response share its reply. */
export function readSchemas(input: CheckInput): SchemaReading {
  const readings = readingsOf(input.answer.reply);
  const reading = readings.get(input.spec) ?? read(input);
  readings.set(input.spec, reading);
  return reading;
}

function read(input: CheckInput): SchemaReading {
  const mismatches: Mismatch[] = [];
  const reached = new Set<string>();
  const untested = new Set<string>();
  const added = new Set<ShapeFacts>();
  for (const document of documentsOf(input)) {
    if (mismatches.length >= MOST_MISMATCHES) break;
    const facts = factsOf(document);
    if (!added.has(facts)) for (const claim of facts.claims) reached.add(claim);
    added.add(facts);
    const all = compileSchema(document.schema).validate(document.value);
    // Most documents have none, and a stream has thousands.
    if (all.length === 0) continue;
    const found = onePerPlace(all);
    const wrapper = findWrapper(found, document.value);
    if (wrapper !== null) {
      mismatches.push(wrapperMismatch(wrapper, document));
      for (const { claim } of found) if (claim !== null && claim !== wrapper.missing.claim) untested.add(claim);
      continue;
    }
    for (const { first, others, claims } of collapse(found, document.value, input.spec)) {
      mismatches.push(toMismatch(first, document, input.spec, others));
      for (const claim of claims) untested.add(claim);
    }
  }
  // Reported together with another claim: neither met nor named as violated.
  for (const claim of untested) reached.delete(claim);
  return { mismatches, reached };
}

const documentsByReply = memoize((_reply: Reply) => new Map<Spec, readonly Document[]>());

/**
 * The parts of an answer that a schema of the spec describes. None if the answer has another form than requested, and none
 * for an error inside a 200: other checks report these, and a schema would only repeat them.
 */
export function documentsOf({ spec, answer }: CheckInput): readonly Document[] {
  const known = documentsByReply(answer.reply);
  const documents = known.get(spec) ?? findDocuments(spec, answer);
  known.set(spec, documents);
  return documents;
}

function findDocuments(spec: Spec, answer: Answer): readonly Document[] {
  const { response, chunk, error, models } = spec.schemas;
  const one = (schema: JsonSchema | undefined): readonly Document[] =>
    schema === undefined || !answer.body.ok ? [] : [{ schema, value: answer.body.value, chunk: null, facts: null }];
  if (answer.status >= 400) return one(error);
  if (answer.status < 200 || answer.status >= 300) return [];
  const { operation } = answer;
  if (operation === 'models') return answer.reply.error === null ? one(models) : [];
  if (operation === 'count-tokens') return answer.reply.error === null ? one(spec.schemas['count-tokens']) : [];
  if (operation !== 'generate') return [];
  if (!answer.requested.stream) return answer.reply.error === null ? one(response) : [];
  if (chunk === undefined || answer.form !== 'stream') return [];
  return answer.reply.parts.map(({ n, value }) => ({ schema: chunk, value, chunk: n, facts: null }));
}
