import type { Plan } from '../model/case.js';
import { CONTROL_CASE } from './case-ids.js';

/** A part of a plan, and the positions of its cases and omissions in the complete plan. */
export interface PlanPart {
  readonly plan: Plan;
  readonly positions: { readonly cases: readonly number[]; readonly omitted: readonly number[] };
}

/**
 * Part `index` (from 1) of `of` of a plan. The hash of its id assigns a case to a part, so that other
 * cases do not move it. The control case is in every part: each needs to know whether its endpoint works. A response that
 * cases of several parts share is requested once per part.
 */
export function shardPlan(plan: Plan, { index, of }: { readonly index: number; readonly of: number }): PlanPart {
  const isMine = (id: string): boolean => shardOf(id, of) === index;
  const cases = [...plan.cases.keys()].filter((n) => {
    const id = plan.cases[n]?.id ?? '';
    return id === CONTROL_CASE || isMine(id);
  });
  const omitted = [...plan.omitted.keys()].filter((n) => isMine(plan.omitted[n]?.case ?? ''));
  return {
    plan: {
      cases: cases.flatMap((n) => plan.cases[n] ?? []),
      omitted: omitted.flatMap((n) => plan.omitted[n] ?? []),
    },
    positions: { cases, omitted },
  };
}

/** In which part, from 1, the case of this id is. Fixed for ever: parts of different machines must agree. */
export function shardOf(id: string, of: number): number {
  return (hashOf(id) % of) + 1;
}

/** A hash of 32 bits, the same on every machine; like texts have unlike hashes. */
export function hashOf(text: string): number {
  return mix(fnv1a(text));
}

/** FNV-1a over the UTF-16 code units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash >>> 0;
}

/** The last step of MurmurHash3: without it the low bits of like ids are alike. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
