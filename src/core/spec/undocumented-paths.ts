import type { Json, JsonSchema } from '../model/json.js';
import { isObject } from '../wire/narrow.js';
import { pointer } from '../wire/pointer.js';
import { cutDeep } from './cut-deep.js';
import { groupOf, type NodeGroup } from './schema-steps.js';

const MOST = 1000;

/** A member that no node of the schema knows. */
export interface UndocumentedPath {
  readonly pointer: string;
  /** What the documents say of the object that it stands in, or of the next one around it that they speak of. */
  readonly claim: string | null;
}

/**
 * The members that no node of the schema knows, the outermost of each, at most a thousand. Where a schema describes no
 * members (an object "of any shape") nothing inside is undocumented.
 */
export function undocumentedPaths(schema: JsonSchema, value: Json): readonly UndocumentedPath[] {
  const paths: UndocumentedPath[] = [];
  const steps: (string | number)[] = [];

  function visit(group: NodeGroup | null, at: Json, around: string | null): void {
    if (paths.length >= MOST || group === null || typeof at !== 'object' || at === null) return;
    const claim = group.claim ?? around;
    if (!isObject(at)) {
      for (const [n, item] of at.entries()) {
        steps.push(n);
        visit(group.item(n), item, claim);
        steps.pop();
      }
    } else if (group.describesMembers) {
      for (const name of Object.keys(at)) {
        const next = group.member(name);
        steps.push(name);
        if (next !== null) visit(next, at[name] ?? null, claim);
        else if (paths.length < MOST) paths.push({ pointer: pointer(...steps), claim });
        steps.pop();
      }
    }
  }

  visit(groupOf(schema), cutDeep(value), null);
  return paths;
}
