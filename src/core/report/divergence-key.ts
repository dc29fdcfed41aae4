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
