import type { SchemaName } from '../../../src/core/model/claim.js';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import type { Spec } from '../../../src/core/model/spec.js';
import { change } from '../../../src/reference/edit.js';
import { isObject } from '../../../src/reference/sample.js';
import { fullSample, partsOf, propertiesOf } from './full-sample.js';

/** One member of one document, broken in one way. */
export interface SchemaFault {
  /** `<spec> <schema> <way> <path>`, array positions as stars. */
  readonly id: string;
  readonly schema: SchemaName;
  readonly path: string;
  readonly complete: JsonObject;
  readonly broken: JsonObject;
}

const NAMES = ['response', 'chunk', 'error', 'models'] as const;
const SAMPLES: Readonly<Record<string, Json>> = {
  string: 'text',
  integer: 7,
  number: 7.5,
  boolean: true,
  object: {},
  array: [],
};

/** Every way to break a documented member: leave it out, change its type, null it, give it another word. */
export function schemaFaults(spec: Spec): readonly SchemaFault[] {
  return NAMES.flatMap((name) => {
    const root = spec.schemas[name];
    const complete = root === undefined ? undefined : fullSample(root, root);
    if (root === undefined || !isObject(complete)) return [];
    return membersOf(root, root, '').flatMap(({ path, node, required }) =>
      waysToBreak(node, required, root).map(({ way, value }) => ({
        id: `${spec.id} ${name} ${way} ${path}`,
        schema: name,
        path,
        complete,
        broken: change(path, () => value)(complete),
      })),
    );
  });
}

interface Member {
  readonly path: string;
  readonly node: JsonObject;
  readonly required: boolean;
}

function membersOf(schema: Json | undefined, root: JsonObject, path: string): readonly Member[] {
  const parts = partsOf(schema, root);
  const required = new Set(parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])));
  const own = Object.entries(propertiesOf(parts)).flatMap(([name, node]) =>
    isObject(node)
      ? [{ path: `${path}/${name}`, node, required: required.has(name) }, ...membersOf(node, root, `${path}/${name}`)]
      : [],
  );
  const items = parts.flatMap((part) => (isObject(part['items']) ? membersOf(part['items'], root, `${path}/*`) : []));
  return [...new Map([...own, ...items].map((member) => [member.path, member])).values()];
}

function waysToBreak(
  node: JsonObject,
  required: boolean,
  root: JsonObject,
): readonly { readonly way: string; readonly value: Json | undefined }[] {
  const parts = partsOf(node, root);
  const words = parts.flatMap((part) => ('const' in part ? [part['const'] ?? null] : (list(part['enum']) ?? [])));
  const types = parts.flatMap((part) => list(part['type']) ?? (typeof part['type'] === 'string' ? [part['type']] : []));
  const typed = types.length > 0 || words.length > 0;
  const nullable = types.includes('null') || words.includes(null) || !typed;
  const foreign = ['boolean', 'string', 'object'].find(
    (type) => !types.includes(type) && !words.includes(SAMPLES[type] ?? null),
  );
  return [
    ...(required ? [{ way: 'drop', value: undefined }] : []),
    ...(typed && foreign !== undefined ? [{ way: 'type', value: SAMPLES[foreign] }] : []),
    ...(nullable ? [] : [{ way: 'null', value: null }]),
    ...(words.length > 0 ? [{ way: 'word', value: 'no-such-word' }] : []),
  ];
}

function list(value: Json | undefined): readonly Json[] | null {
  return Array.isArray(value) ? value : null;
}
