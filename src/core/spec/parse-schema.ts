import type { InputError } from '../model/input-error.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { asObject, asString, isObject } from '../wire/narrow.js';
import { pointerSteps } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { makeAjv } from './ajv.js';
import { decodeFragment } from './decode-fragment.js';
import { findCircle } from './find-circle.js';
import { didYouMean } from './nearest.js';
import { isSupported } from './pattern.js';
import { allKeywords } from './schema-keywords.js';
import { schemaNodes, type SchemaNode } from './schema-nodes.js';
import { fileFails, type Path, type Source } from './source.js';
import { refTarget } from './subschemas.js';
import { compileSchema } from './validator.js';
import { parseJson } from './yaml-source.js';

/** A JSON Schema of a spec with the file it stands in. */
export interface ParsedSchema {
  readonly schema: JsonSchema;
  readonly source: Source;
  /** The nodes that name a claim. */
  readonly claimed: readonly { readonly claim: string; readonly path: Path }[];
}

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
const ajv = makeAjv(true, { patterns: 'own' });

/** Parses a `*.schema.json` and holds it to JSON Schema 2020-12 in ajv's strict mode, every `$ref` within the file. */
export function parseSchema(
  text: string,
  file: string,
): { readonly parsed: ParsedSchema } | { readonly errors: readonly InputError[] } {
  const read = parseJson(text, file);
  if ('errors' in read) return read;
  const { source } = read;
  const schema = source.value;
  if (!isObject(schema)) return { errors: [fileFails(file, 'A JSON Schema must be an object.')] };
  if (schema['$schema'] !== DRAFT) {
    const path = schema['$schema'] === undefined ? [] : ['$schema'];
    return { errors: [source.fail(path, 'The schema does not say which JSON Schema it is.', `"$schema": "${DRAFT}"`)] };
  }
  const nodes = [...schemaNodes(schema)];
  const slips = nodes.flatMap((each) => judgeNode(each, schema, source));
  if (slips.length > 0) return { errors: slips };
  const circle = findCircle(schema);
  if (circle !== null) {
    return { errors: [source.fail(circle.path, 'From here `$ref` leads back here, whatever the value: no end.')] };
  }
  const broken = breaksMetaSchema(schema, source);
  const errors = broken.length > 0 ? broken : failsToCompile(schema, source);
  if (errors.length > 0) return { errors };
  const claimed = nodes.flatMap(({ node, path }) => {
    const claim = asString(node['x-claim']);
    return claim === null ? [] : [{ claim, path }];
  });
  return { parsed: { schema, source, claimed } };
}

function judgeNode({ node, path }: SchemaNode, root: JsonSchema, source: Source): readonly InputError[] {
  const unknown = Object.keys(node)
    .filter((key) => !allKeywords.includes(key))
    .map((key) => {
      const reason = `${quote(key)} is no keyword of JSON Schema that specs use.`;
      return source.fail([...path, key], reason, didYouMean(key, allKeywords), 'key');
    });
  const inner =
    path.length > 0 && node['$id'] !== undefined
      ? [source.fail([...path, '$id'], 'Only the top of a schema has an `$id`.', 'Leave it out.', 'key')]
      : [];
  return [...unknown, ...inner, ...judgePatterns(node, path, source), ...judgeRef(node, path, root, source)];
}

function judgePatterns(node: JsonSchema, path: Path, source: Source): readonly InputError[] {
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

function judgeRef(node: JsonSchema, path: Path, root: JsonSchema, source: Source): readonly InputError[] {
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

function breaksMetaSchema(schema: JsonSchema, source: Source): readonly InputError[] {
  if (ajv.validateSchema(schema) === true) return [];
  const told = new Map<string, InputError>();
  for (const error of ajv.errors ?? []) {
    const path = pointerSteps(error.instancePath);
    const allowed = (error.params as JsonObject)['allowedValues'];
    const reason = `\`${path.join('/')}\` ${error.message ?? 'is not as JSON Schema wants it'}.`;
    const one = source.fail(path, reason, Array.isArray(allowed) ? `Known: ${allowed.join(', ')}.` : null);
    if (!told.has(error.instancePath)) told.set(error.instancePath, one);
  }
  return [...told.values()];
}

function failsToCompile(schema: JsonSchema, source: Source): readonly InputError[] {
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
