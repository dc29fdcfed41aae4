import type { JsonSchema } from '../model/json.js';
import { isObject } from '../wire/narrow.js';
import { schemaNodes, type SchemaNode } from './schema-nodes.js';
import { always, perhaps } from './subschemas.js';

/**
 * The first node of a schema that leads back to itself without going into the value, on which a validator would turn
 * for ever; null where none does. (A `$ref` back from inside `properties` or `items` is no circle: values end.)
 */
export function findCircle(root: JsonSchema): SchemaNode | null {
  const clear = new Set<JsonSchema>();
  const path = new Set<JsonSchema>();

  function turns(node: JsonSchema): boolean {
    if (clear.has(node)) return false;
    if (path.has(node)) return true;
    path.add(node);
    const conditions = [node['if'], node['not']].filter(isObject);
    const found = [...always(node, root), ...perhaps(node), ...conditions].some(turns);
    path.delete(node);
    if (!found) clear.add(node);
    return found;
  }

  for (const each of schemaNodes(root)) if (turns(each.node)) return each;
  return null;
}
