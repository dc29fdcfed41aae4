import type { Json, JsonSchema } from '../model/json.js';
import { isObject } from '../wire/narrow.js';
import { pointer } from '../wire/pointer.js';
import { cutDeep } from './cut-deep.js';
import { groupOf, type NodeGroup } from './schema-steps.js';

const MOST = 1000;

/**
 * The pointers of members that no node of the schema knows, the outermost of each, at most a thousand. Where a schema
 * describes no members (an object "of any shape") nothing inside is undocumented.
 */
export function undocumentedPaths(schema: JsonSchema, value: Json): readonly string[] {
  const paths: string[] = [];
  const steps: (string | number)[] = [];

  function visit(group: NodeGroup | null, at: Json): void {
    if (paths.length >= MOST || group === null || typeof at !== 'object' || at === null) return;
    if (!isObject(at)) {
      for (const [n, item] of at.entries()) {
        steps.push(n);
        visit(group.item(n), item);
        steps.pop();
      }
    } else if (group.describesMembers) {
      for (const name of Object.keys(at)) {
        const next = group.member(name);
        steps.push(name);
        if (next !== null) visit(next, at[name] ?? null);
        else if (paths.length < MOST) paths.push(pointer(...steps));
        steps.pop();
      }
    }
  }

  visit(groupOf(schema), cutDeep(value));
  return paths;
}
