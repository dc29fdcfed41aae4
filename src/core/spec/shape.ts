import type { ErrorObject, ValidateFunction } from 'ajv';
import type { InputError } from '../model/input-error.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/narrow.js';
import { member, pointerSteps } from '../wire/pointer.js';
import { quote } from '../wire/quote.js';
import { typeName } from '../wire/type-name.js';
import { makeAjv } from './ajv.js';
import { didYouMean } from './nearest.js';
import type { Path, Source } from './source.js';

const ajv = makeAjv(true, { patterns: 'own' });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/**
 * Holds a file, or the part of it at `path`, to a JSON Schema of ours, and says in plain words where it departs from
 * it: what is wrong, at which line, and the nearest thing that would be right. A key's `description` in the schema
 * becomes the suggestion where the key is missing.
 * @param absent what stands for a part that is not there
 */
export function checkShape(
  schema: JsonSchema,
  source: Source,
  path: Path = [],
  absent: Json = null,
): readonly InputError[] {
  const value = path.reduce<Json | undefined>((at, step) => member(at, String(step)), source.value) ?? absent;
  let validate = compiled.get(schema);
  if (validate === undefined) {
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => tell(error, source, path));
}

function tell(error: ErrorObject, source: Source, top: Path): InputError {
  const path = [...top, ...pointerSteps(error.instancePath)];
  const params = error.params as JsonObject;
  // Our own schemas are plain JSON, and so is what they look at: unknown data enters here.
  const node = error.parentSchema as JsonSchema;
  const properties = asObject(node['properties']) ?? {};
  const value = error.data as Json;
  const what = path.length === 0 ? 'The file' : `\`${String(path[path.length - 1])}\``;
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
      return source.fail(path, `${what} must be ${wanted(params['type'])}, not ${typeName(value)}.`, hintOf(node));
    case 'enum': {
      const known = asArray(params['allowedValues']).map(bare);
      return source.fail(path, `${what} cannot be ${quote(value)}.`, didYouMean(bare(value), known));
    }
    case 'pattern':
    case 'format':
      return source.fail(path, `${what} is ${quote(value)}, which has not the right form.`, hintOf(node));
    default:
      return source.fail(path, `${what} ${error.message ?? 'is not as it should be'}.`, hintOf(node));
  }
}

function wanted(type: Json | undefined): string {
  return (Array.isArray(type) ? asArray(type) : [type ?? null]).map(bare).join(' or ');
}

function bare(value: Json): string {
  return asString(value) ?? JSON.stringify(value);
}

function hintOf(node: JsonSchema): string | null {
  return asString(node['description']);
}
