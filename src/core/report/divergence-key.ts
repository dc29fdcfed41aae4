import type { Divergence } from '../model/divergence.js';
import { generalPlace } from '../wire/place.js';

/** By what a divergence of a case under a spec is known again in another run: check, kind and general place. */
export function divergenceKey({ check, kind, at }: Pick<Divergence, 'check' | 'kind' | 'at'>): string {
  return [check, kind, generalPlace(at)].join(' ');
}

/** By what the result of a case under a spec is known. */
export function resultKey(result: { readonly case: string; readonly spec: string }): string {
  return `${result.spec} ${result.case}`;
}

/** A short name for a text, the same on every machine: two 32-bit FNV-1a sums in base 36. It guards nothing. */
export function shortHash(text: string): string {
  return `${sum(text, 0x811c9dc5).toString(36)}${sum(`${text}\0`, 0x1b873593).toString(36)}`.slice(0, 9);
}

function sum(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
