import { dialects } from '../../core/dialect/index.js';
import type { Run, View } from './matrix.js';

/** The target is judged by its own documents. */
export const OWN_VIEW: View = { id: 'own', title: 'Own documents', short: 'Own' };

/** The names of the APIs that a drop-in can replace, one of each dialect, by spec id. */
const REPLACED: ReadonlyMap<string, string> = new Map(
  [...dialects.values()].map(({ dropInFor: { spec, name } }) => [spec, name]),
);

/** The views of a matrix: own documents, then a drop-in view for each replaced spec that judged a run. */
export function viewsOf(runs: readonly Pick<Run, 'specs'>[]): readonly View[] {
  const judged = new Set(runs.flatMap(({ specs }) => specs.map(({ id }) => id)));
  return [
    OWN_VIEW,
    ...[...REPLACED]
      .filter(([id]) => judged.has(id))
      .map(([id, name]) => ({ id, title: `Drop-in for ${name}`, short: name })),
  ];
}

/** The spec that judged a run in a view; null if none did. */
export function specOf(run: Run, { id }: View): string | null {
  if (id === OWN_VIEW.id) return run.own;
  return run.specs.some((spec) => spec.id === id) ? id : null;
}

/** The views in which a run was judged. A spec that is its own documents is not repeated as a drop-in. */
export function judgedViews(run: Run, views: readonly View[]): readonly View[] {
  const judged = views.filter((view) => {
    const spec = specOf(run, view);
    return spec !== null && (view.id === OWN_VIEW.id || spec !== run.own);
  });
  return judged.length > 0 ? judged : [OWN_VIEW];
}

/**
 * The spec with a target's own documents: the one that `target.json` names, else the first spec of the run that no
 * drop-in replaces. Null if there is none.
 * @param named the spec in `target.json`; null if it states that there is none, undefined if it states nothing
 */
export function ownSpec({ specs }: Pick<Run, 'specs'>, named: string | null | undefined): string | null {
  const judged = specs.map(({ id }) => id);
  if (named === undefined) return judged.find((id) => !REPLACED.has(id)) ?? null;
  return named !== null && judged.includes(named) ? named : null;
}
