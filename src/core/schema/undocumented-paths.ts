import type { Json, JsonSchema } from '../model/json.js';
import { MOST_ENTRIES } from '../model/tolerances.js';
import { isObject, MAX_DEPTH } from '../wire/json.js';
import { pointer } from '../wire/pointer.js';
import { groupOf, type NodeGroup } from './schema-facts.js';

/** Members that are reported for one value. */
const MAX_PATHS = 1000;

/** A member that no node of the schema describes. */
export interface UndocumentedPath {
  readonly pointer: string;
  /** The claim about the object that contains it, or about the nearest enclosing object that has one. */
  readonly claim: string | null;
}

/**
 * The members that no node of the schema describes, without the members inside them; at most `MAX_PATHS`. Nothing is
 * undocumented inside an object whose schema describes no members.
 */
export function undocumentedPaths(schema: JsonSchema, value: Json): readonly UndocumentedPath[] {
  const paths: UndocumentedPath[] = [];
  const steps: (string | number)[] = [];

  function visit(group: NodeGroup | null, at: Json, enclosing: string | null): void {
    if (group === null || typeof at !== 'object' || at === null) return;
    if (paths.length >= MAX_PATHS || steps.length === MAX_DEPTH) return;
    const claim = group.claim ?? enclosing;
    if (!isObject(at)) {
      for (let n = 0; n < Math.min(at.length, MOST_ENTRIES); n++) {
        steps.push(n);
        visit(group.item(n), at[n] ?? null, claim);
        steps.pop();
      }
    } else if (group.describesMembers) {
      for (const name of Object.keys(at)) {
        const next = group.member(name);
        steps.push(name);
        if (next !== null) visit(next, at[name] ?? null, claim);
        else if (paths.length < MAX_PATHS) paths.push({ pointer: pointer(...steps), claim });
        steps.pop();
      }
    }
  }

  visit(groupOf(schema), value, null);
  return paths;
}
