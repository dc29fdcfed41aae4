import type { Ajv2020 } from 'ajv/dist/2020.js';
import { type InputError, fail, ok, type Result } from '../model/result.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { asObject, asString, isObject } from '../wire/json.js';
import { pointerSteps, type Path } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { makeAjv } from '../schema/ajv.js';
import { parseJson } from './parse-yaml.js';
import { isSupported } from '../schema/pattern.js';
import { findCycle, SCHEMA_KEYWORDS, schemaNodes, type SchemaNode } from '../schema/schema-nodes.js';
import { fileError, type Source } from './source.js';
import { decodeFragment, refTarget } from '../schema/subschemas.js';
import { didYouMean } from './suggestion.js';
import { compileSchema } from '../schema/validator.js';

/** A JSON Schema of a spec, with its file. */
export interface ParsedSchema {
  readonly schema: JsonSchema;
  readonly source: Source;
  /** The nodes that name a claim. */
  readonly claimed: readonly { readonly claim: string; readonly path: Path }[];
}

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
let ajv: Ajv2020 | undefined;

/** Parses a `*.schema.json`: JSON Schema 2020-12 in ajv's strict mode, with every `$ref` inside the file. */
export function parseSchema(text: string, file: string): Result<ParsedSchema> {
  const read = parseJson(text, file);
  if (!read.ok) return read;
  const source = read.value;
  const schema = source.value;
  if (!isObject(schema)) return fail([fileError(file, 'A JSON Schema must be an object.')]);
  if (schema['$schema'] !== DRAFT) {
    const path = schema['$schema'] === undefined ? [] : ['$schema'];
    return fail([source.fail(path, 'The schema does not say which JSON Schema it is.', `"$schema": "${DRAFT}"`)]);
  }
  const nodes = [...schemaNodes(schema)];
  const misused = nodes.flatMap((each) => checkNode(each, schema, source));
  if (misused.length > 0) return fail(misused);
  const cycle = findCycle(schema);
  if (cycle !== null) {
    return fail([source.fail(cycle.path, 'This `$ref` leads back to itself for the same value: an endless cycle.')]);
  }
  const invalid = metaSchemaErrors(schema, source);
  const errors = invalid.length > 0 ? invalid : compileErrors(schema, source);
  if (errors.length > 0) return fail(errors);
  const claimed = nodes.flatMap(({ node, path }) => {
    const claim = asString(node['x-claim']);
    return claim === null ? [] : [{ claim, path }];
  });
  return ok({ schema, source, claimed });
}

function checkNode({ node, path }: SchemaNode, root: JsonSchema, source: Source): readonly InputError[] {
  const unknown = Object.keys(node)
    .filter((key) => !SCHEMA_KEYWORDS.includes(key))
    .map((key) => {
      const reason = `${quote(key)} is no keyword of JSON Schema that specs use.`;
      return source.fail([...path, key], reason, didYouMean(key, SCHEMA_KEYWORDS), 'key');
    });
  const inner =
    path.length > 0 && node['$id'] !== undefined
      ? [source.fail([...path, '$id'], 'Only the top of a schema has an `$id`.', 'Leave it out.', 'key')]
      : [];
  return [...unknown, ...inner, ...checkPatterns(node, path, source), ...checkRef(node, path, root, source)];
}

function checkPatterns(node: JsonSchema, path: Path, source: Source): readonly InputError[] {
  const own = asString(node['pattern']);
  const places: readonly (readonly [Path, string])[] = [
    ...(own === null ? [] : [[[...path, 'pattern'], own] as const]),
    ...Object.keys(asObject(node['patternProperties']) ?? {}).map(
      (name) => [[...path, 'patternProperties', name], name] as const,
    ),
  ];
  return places
    .filter(([, pattern]) => !isSupported(pattern))
    .map(([at, pattern]) =>
      source.fail(
        at,
        `The pattern ${quote(pattern)} is invalid or needs backtracking.`,
        'Use no lookaround, no backreference and no count above 1000.',
      ),
    );
}

function checkRef(node: JsonSchema, path: Path, root: JsonSchema, source: Source): readonly InputError[] {
  const ref = asString(node['$ref']);
  if (ref === null) return [];
  const at: Path = [...path, '$ref'];
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(ref)) {
    return [source.fail(at, `\`$ref\` leads to the network: ${quote(ref)}.`, 'Write the definition under `$defs`.')];
  }
  if (!/^#(\/|$)/.test(ref)) {
    return [source.fail(at, `\`$ref\` leaves the file: ${quote(ref)}.`, 'Write the definition under `$defs`.')];
  }
  if (refTarget(node, root) !== null) return [];
  const names = Object.keys(asObject(root['$defs']) ?? {}).map((name) => `#/$defs/${name}`);
  return [source.fail(at, `\`$ref\` leads nowhere: ${quote(ref)}.`, didYouMean(ref, names))];
}

function metaSchemaErrors(schema: JsonSchema, source: Source): readonly InputError[] {
  ajv ??= makeAjv(true, { patterns: 'own' });
  if (ajv.validateSchema(schema) === true) return [];
  const firstByPlace = new Map<string, InputError>();
  for (const error of ajv.errors ?? []) {
    const path = pointerSteps(error.instancePath);
    const allowed = (error.params as JsonObject)['allowedValues'];
    const reason = `\`${path.join('/')}\` ${error.message ?? 'is invalid in JSON Schema'}.`;
    const one = source.fail(path, reason, Array.isArray(allowed) ? `Known: ${allowed.join(', ')}.` : null);
    if (!firstByPlace.has(error.instancePath)) firstByPlace.set(error.instancePath, one);
  }
  return [...firstByPlace.values()];
}

function compileErrors(schema: JsonSchema, source: Source): readonly InputError[] {
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // `strict mode: missing type "object" for keyword "properties" at "…#/properties/a" (strictTypes)`
    const fragment = /at "[^"#]*#([^"]*)"/.exec(message)?.[1] ?? '';
    return [source.fail(pointerSteps(decodeFragment(fragment)), `The schema does not compile: ${message}.`)];
  }
}
