import type { ComponentChildren } from 'preact';
import type { Matrix } from '../model/matrix.js';
import { FILTER_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address } from './address.js';
import { FilterField } from './filter-field.js';
import { renderPage } from './page.js';

/** A page with one list about all targets, which a field may filter. */
export function renderListPage(
  matrix: Matrix,
  page: {
    readonly path: string;
    readonly title: string;
    readonly description: string;
    /** The first paragraph. */
    readonly lead: ComponentChildren;
    /** The page above it, besides the matrix; null for none. */
    readonly above?: readonly [path: string, title: string];
    readonly children: ComponentChildren;
  },
): string {
  return renderPage(matrix, {
    path: page.path,
    title: `${page.title} — ${matrix.title}`,
    description: page.description,
    styles: MATRIX_STYLES,
    script: FILTER_SCRIPT,
    trail: [[address.index, 'Matrix'], ...(page.above === undefined ? [] : [page.above])],
    body: (
      <>
        <h1>{page.title}</h1>
        <p class="lead">{page.lead}</p>
        {page.children}
      </>
    ),
  });
}

/** A table with the field that filters its rows. */
export function FilteredTable({
  of,
  placeholder,
  label,
  class: style,
  children,
}: {
  /** What the rows are, in lower case. */
  readonly of: string;
  /** What a reader may type. */
  readonly placeholder: string;
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
}) {
  return (
    <>
      <FilterField label={`Filter ${of}`} placeholder={placeholder} />
      <div class="scroll" role="region" aria-label={label} tabindex={0}>
        <table class={style} id="filtered">
          {children}
        </table>
      </div>
    </>
  );
}
