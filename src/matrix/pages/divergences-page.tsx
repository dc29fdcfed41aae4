import type { Matrix } from '../model/matrix.js';
import { FILTER_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address, relative } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
import { FilterField } from '../view/filter-field.js';
import { renderPage } from '../view/page.js';
import { LevelMark } from '../view/state-mark.js';

/** Every kind of divergence that a target of the matrix shows, with how many show it. */
export function divergencesPage(matrix: Matrix): string {
  const path = address.divergences;
  const columns = new Set(matrix.columns);
  const rows = matrix.divergences
    .map((shared) => ({ shared, targets: shared.seen.filter(({ run }) => columns.has(run)).length }))
    .filter(({ targets }) => targets > 0);
  return renderPage(matrix, {
    path,
    title: `By divergence — ${matrix.title}`,
    description: 'Every kind of divergence, with all targets that show it.',
    styles: MATRIX_STYLES,
    script: FILTER_SCRIPT,
    body: (
      <>
        <Crumbs path={path} trail={[[address.index, 'Matrix']]} />
        <h1>By divergence</h1>
        <p class="lead">
          {rows.length} kinds of divergence, the heaviest and most common first. Each has a page of its own to send to
          someone.
        </p>
        <FilterField label="Filter divergences" placeholder="field, kind, spec, claim …" />
        <div class="scroll" role="region" aria-label="Kinds of divergence" tabindex={0}>
          <table class="list" id="filtered">
            <thead>
              <tr>
                <th scope="col">Level</th>
                <th scope="col">Spec</th>
                <th scope="col">Kind and claim</th>
                <th scope="col">Where</th>
                <th scope="col">Expected</th>
                <th scope="col">Targets</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ shared, targets }) => (
                <tr>
                  <td>
                    <LevelMark level={shared.divergence.level} />
                  </td>
                  <td>{shared.spec}</td>
                  <td>
                    <a href={relative(path, address.divergence(shared))}>{shared.divergence.kind}</a>
                    <small>{shared.divergence.claim}</small>
                  </td>
                  <td>
                    <code>{shared.place}</code>
                  </td>
                  <td>{shared.divergence.expected}</td>
                  <td class="number">
                    {targets} of {matrix.columns.length}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </>
    ),
  });
}
