import { dialects } from '../../core/dialect/index.js';
import type { Original } from '../../core/dialect/dialect.js';
import type { Run } from './matrix.js';

/** The two questions about every run: does it follow its own documents, and can it replace the original of its dialect? */
export type View = 'own' | 'dropIn';

/** Both views, in the order of columns. */
export const VIEWS = ['own', 'dropIn'] as const satisfies readonly View[];

/** The originals of all dialects. */
export const originals: readonly Original[] = [...dialects.values()].map(({ dropInFor }) => dropInFor);

/** The name of a view of a run in addresses and data: `own`, or the id of the original's spec. */
export function viewId({ original }: Run, view: View): string {
  return view === 'own' ? view : original.spec;
}

/** The names of the originals of runs, for a heading: `OpenAI`. */
export function originalNames(runs: readonly Run[]): string {
  const names = runs.length === 0 ? originals.slice(0, 1) : runs.map(({ original }) => original);
  return [...new Set(names.map(({ name }) => name))].join(' or ');
}
