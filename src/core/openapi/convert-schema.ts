import { defined } from '../model/defined.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { isSupported } from '../schema/pattern.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import { pointer } from '../wire/pointer.js';
import { complete, withNull } from './adjust-schema.js';
import { entriesAt, memberAt, type Located } from './document.js';
import type { ImportContext } from './import-context.js';

/** A schema of an OpenAPI document as JSON Schema 2020-12. */
export interface ConvertedSchema {
  readonly schema: JsonSchema;
  /** The places of members in the document, by their place in the schema. */
  readonly members: ReadonlyMap<string, Located & { readonly name: string; readonly parent: Located }>;
}

/** How a schema is converted. */
export interface Conversion {
  /** Whether unknown members stay excluded where the document excludes them. Generated documents exclude them by accident. */
  readonly keepClosed: boolean;
}

/** The keywords that apply to values of one type, by that type. */
const TYPED: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['minLength', 'maxLength', 'pattern', 'format']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];

/** Formats that say more than the type and that servers are known to keep to. */
const FORMATS = ['date-time', 'date', 'uri', 'uuid'];

/** Converts a schema. Definitions that it refers to are copied below `$defs`. */
export function convertSchema(context: ImportContext, root: Located, conversion: Conversion): ConvertedSchema {
  const converter = new Converter(context, conversion);
  return converter.convertRoot(root);
}

class Converter {
  readonly #context: ImportContext;
  readonly #conversion: Conversion;
  readonly #names = new Map<string, string>();
  readonly #definitions = new Map<string, JsonSchema>();
  readonly #members = new Map<string, Located & { readonly name: string; readonly parent: Located }>();

  constructor(context: ImportContext, conversion: Conversion) {
    this.#context = context;
    this.#conversion = conversion;
  }

  convertRoot(root: Located): ConvertedSchema {
    const own = this.#convert(root, '');
    const definitions = Object.fromEntries([...this.#definitions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      ...own,
      ...defined({ $defs: this.#definitions.size === 0 ? undefined : definitions }),
    };
    return { schema, members: this.#members };
  }

  #convert(at: Located, out: string): JsonSchema {
    const schema = asObject(at.value);
    if (schema === null) return {};
    const ref = asString(schema['$ref']);
    if (ref !== null) return this.#convertRef(at, schema, ref, out);
    return withNull(this.#convertPlain(at, schema, out), schema['nullable'] === true);
  }

  /** In OpenAPI 3.0 nothing next to a `$ref` counts. */
  #convertRef(at: Located, schema: JsonObject, ref: string, out: string): JsonSchema {
    const target = this.#context.references.follow(at);
    if (target === null) {
      const isOutside = !ref.startsWith('#');
      const hint = isOutside ? 'is in another file: bundle the document into one file first' : 'leads nowhere';
      this.#note(at.pointer, `The \`$ref\` ${ref} ${hint}. It is not checked.`);
      return {};
    }
    const name = this.#nameOf(target);
    const { $ref: _, nullable, ...siblings } = schema;
    const isOld = this.#context.document.version.startsWith('3.0');
    const rest = isOld ? {} : this.#convertPlain({ ...at, value: siblings }, siblings, out);
    return withNull({ ...rest, $ref: `#/$defs/${name}` }, nullable === true);
  }

  #nameOf(target: Located): string {
    const known = this.#names.get(target.pointer);
    if (known !== undefined) return known;
    const wished = (target.pointer.split('/').at(-1) ?? 'Schema').replaceAll(/[^A-Za-z0-9_-]/gu, '_');
    const taken = new Set(this.#names.values());
    let name = wished;
    for (let n = 2; taken.has(name); n += 1) name = `${wished}_${n}`;
    this.#names.set(target.pointer, name);
    // Registered before its members: a definition may refer to itself.
    this.#definitions.set(name, {});
    this.#definitions.set(name, this.#convert(target, `/$defs/${name}`));
    return name;
  }

  #convertPlain(at: Located, schema: JsonObject, out: string): JsonSchema {
    const type = this.#typeOf(schema);
    const types = [type].flat();
    const applies = (keyword: string): boolean => {
      const owner = TYPED.find(([, keywords]) => keywords.includes(keyword))?.[0];
      return (
        owner === undefined ||
        type === null ||
        types.includes(owner) ||
        (owner === 'number' && types.includes('integer'))
      );
    };
    const converted: Record<string, Json> = type === null ? {} : { type };
    for (const [keyword, value] of Object.entries(schema)) {
      if (!applies(keyword)) continue;
      const result = this.#convertKeyword(keyword, { value, pointer: at.pointer + pointer(keyword) }, at, out);
      for (const [name, each] of Object.entries(result)) converted[name] = each;
    }
    this.#addRequired(converted, schema, at, out);
    return complete(converted);
  }

  /** Members that are required and not described are members too. */
  #addRequired(converted: JsonObject, schema: JsonObject, at: Located, out: string): void {
    const described = asObject(converted['properties']) ?? {};
    for (const name of asArray(converted['required']).map(String)) {
      if (Object.hasOwn(described, name)) continue;
      const place = `${at.pointer}${pointer('required', asArray(schema['required']).indexOf(name))}`;
      this.#members.set(`${out}${pointer('properties', name)}`, { value: {}, pointer: place, name, parent: at });
    }
  }

  /**
   * The documented type; without one, that of the keywords that need a type. A branch that allows another type, such as
   * null, allows it.
   */
  #typeOf(schema: JsonObject): string | readonly string[] | null {
    const written = typesOf(schema);
    const own = written.length > 0 ? written : typesOfKeywords(schema);
    if (own.length === 0) return null;
    const branches = [schema['anyOf'], schema['oneOf']].flatMap((each) => asArray(each ?? null));
    const types = [...new Set([...own, ...branches.flatMap((branch) => typesOf(asObject(branch) ?? {}))])];
    return types.length === 1 ? (types[0] ?? null) : types;
  }

  #convertKeyword(keyword: string, at: Located, parent: Located, out: string): JsonObject {
    const { value } = at;
    switch (keyword) {
      case 'properties':
        return { properties: this.#convertMembers(at, parent, out) };
      case 'items':
        return isObject(value) ? { items: this.#convert(at, `${out}/items`) } : {};
      case 'additionalProperties':
        return this.#convertAdditional(at, parent, out);
      case 'allOf':
      case 'anyOf':
        return this.#convertList(keyword, at, out);
      case 'oneOf':
        // "Exactly one" is seldom meant: members that overlap are the rule in these documents.
        return this.#convertList('anyOf', at, out);
      case 'enum':
        return Array.isArray(value) && value.length > 0 ? { enum: [...new Set(value)] } : {};
      case 'required':
        return { required: [...new Set(asArray(value).flatMap((name) => asString(name) ?? []))] };
      case 'exclusiveMinimum':
      case 'exclusiveMaximum':
        return this.#convertExclusive(keyword, value, parent.value);
      case 'minimum':
      case 'maximum': {
        const exclusive = asObject(parent.value)?.[keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'];
        return typeof value === 'number' && exclusive !== true ? { [keyword]: value } : {};
      }
      case 'pattern':
        return this.#convertPattern(at);
      case 'format':
        return FORMATS.includes(String(value)) ? { format: value } : {};
      case 'const':
      case 'default':
        return { [keyword]: value };
      case 'minLength':
      case 'maxLength':
      case 'minItems':
      case 'maxItems':
      case 'minProperties':
      case 'maxProperties':
      case 'multipleOf':
        return typeof value === 'number' ? { [keyword]: value } : {};
      case 'uniqueItems':
        return value === true ? { uniqueItems: true } : {};
      default:
        return {};
    }
  }

  #convertMembers(at: Located, parent: Located, out: string): JsonObject {
    return Object.fromEntries(
      entriesAt(at).map(([name, inner]) => {
        const place = `${out}${pointer('properties', name)}`;
        this.#members.set(place, { ...inner, name, parent });
        return [name, this.#convert(inner, place)];
      }),
    );
  }

  #convertAdditional(at: Located, parent: Located, out: string): JsonObject {
    if (at.value !== false)
      return isObject(at.value) ? { additionalProperties: this.#convert(at, `${out}/additionalProperties`) } : {};
    if (this.#conversion.keepClosed) return { additionalProperties: false };
    this.#context.closed.push(parent.pointer);
    return {};
  }

  #convertList(keyword: string, at: Located, out: string): JsonObject {
    const list = entriesAt(at).map(([name, inner]) => this.#convert(inner, `${out}${pointer(keyword, name)}`));
    return list.length === 0 ? {} : { [keyword]: list };
  }

  /** In OpenAPI 3.0 it is a flag of `minimum` or `maximum`. */
  #convertExclusive(keyword: 'exclusiveMinimum' | 'exclusiveMaximum', value: Json, parent: Json): JsonObject {
    if (typeof value === 'number') return { [keyword]: value };
    const bound = memberAt(
      { value: parent, pointer: '' },
      keyword === 'exclusiveMinimum' ? 'minimum' : 'maximum',
    )?.value;
    return value === true && typeof bound === 'number' ? { [keyword]: bound } : {};
  }

  #convertPattern(at: Located): JsonObject {
    const pattern = asString(at.value);
    if (pattern !== null && isSupported(pattern)) return { pattern };
    this.#note(at.pointer, 'The pattern needs backtracking, or is invalid: it is not checked.');
    return {};
  }

  #note(at: string, text: string): void {
    this.#context.notes.push({ at, text });
  }
}

function typesOf({ type }: JsonObject): readonly string[] {
  return [type ?? []].flat().flatMap((each) => (typeof each === 'string' && TYPES.includes(each) ? [each] : []));
}

function typesOfKeywords(schema: JsonObject): readonly string[] {
  const owner = TYPED.find(([, keywords]) => keywords.some((keyword) => schema[keyword] !== undefined));
  return owner === undefined ? [] : [owner[0]];
}
