import type { ErrorObject } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { InputError } from '../model/result.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';
import { asArray, asObject, asString, isObject, typeName } from '../wire/json.js';
import { member, pointerSteps, type Path } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { makeAjv } from '../schema/ajv.js';
import type { Source } from './source.js';
import { didYouMean } from './suggestion.js';

let ajv: Ajv2020 | undefined;
const compile = memoize((schema: JsonSchema) => {
  ajv ??= makeAjv(true, { patterns: 'own' });
  return ajv.compile(schema);
});

/**
 * Validates a file, or the part of it at `path`, against a JSON Schema of ours. Each error has its line and the nearest
 * valid alternative; for a missing key the suggestion is the key's `description` in the schema.
 * @param absent the value of a part that does not exist
 */
export function checkShape(
  schema: JsonSchema,
  source: Source,
  path: Path = [],
  absent: Json = null,
): readonly InputError[] {
  const value = path.reduce<Json | undefined>((at, step) => member(at, String(step)), source.value) ?? absent;
  const validate = compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => toInputError(error, source, path));
}

function toInputError(error: ErrorObject, source: Source, top: Path): InputError {
  const path = [...top, ...pointerSteps(error.instancePath)];
  const params = error.params as JsonObject;
  // Our own schemas and the files that they validate are plain JSON.
  const node = error.parentSchema as JsonSchema;
  const properties = asObject(node['properties']) ?? {};
  const value = error.data as Json;
  const subject = path.length === 0 ? 'The file' : `\`${String(path[path.length - 1])}\``;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = asString(params['additionalProperty']) ?? '';
      const free = Object.keys(properties).filter((key) => !isObject(value) || !Object.hasOwn(value, key));
      return source.fail([...path, name], `Unknown key ${quote(name)}.`, didYouMean(name, free), 'key');
    }
    case 'required': {
      const name = asString(params['missingProperty']) ?? '';
      const hint = asString(asObject(properties[name])?.['description']);
      return source.fail(path, `\`${name}\` is missing.`, hint ?? `Add \`${name}:\`.`);
    }
    case 'type':
      return source.fail(
        path,
        `${subject} must be ${expectedTypes(params['type'])}, not ${typeName(value)}.`,
        hintOf(node),
      );
    case 'enum': {
      const known = asArray(params['allowedValues']).map(bare);
      return source.fail(path, `${subject} cannot be ${quote(value)}.`, didYouMean(bare(value), known));
    }
    case 'pattern':
    case 'format':
      return source.fail(path, `${subject} is ${quote(value)}, which does not have the right form.`, hintOf(node));
    default:
      return source.fail(path, `${subject} ${error.message ?? 'is invalid'}.`, hintOf(node));
  }
}

function expectedTypes(type: Json | undefined): string {
  return (Array.isArray(type) ? asArray(type) : [type ?? null]).map(bare).join(' or ');
}

function bare(value: Json): string {
  return asString(value) ?? JSON.stringify(value);
}

function hintOf(node: JsonSchema): string | null {
  return asString(node['description']);
}
