import type { View } from '../model/matrix.js';

/** Search, filter, view and order. Hidden until the script runs. */
export function MatrixTools({ views, cases }: { readonly views: readonly View[]; readonly cases: boolean }) {
  return (
    <form class="tools" id="tools" role="search" aria-label="Filter the matrix" hidden>
      <label>
        Targets <input type="search" id="find-target" placeholder="name, model, version" autocomplete="off" />
      </label>
      <label>
        Cases <input type="search" id="find-case" placeholder="streaming, tool_choice …" autocomplete="off" />
      </label>
      {views.length < 2 ? null : (
        <label>
          View{' '}
          <select id="view">
            <option value="all">all</option>
            {views.map(({ id, title }) => (
              <option value={id}>{title}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        Sort{' '}
        <select id="sort">
          <option value="name">by name</option>
          <option value="diverging">fewest diverging cases first</option>
          <option value="date">newest run first</option>
        </select>
      </label>
      <label class="check">
        <input type="checkbox" id="only-diverging" /> only what diverges
      </label>
      {cases ? (
        <label class="check">
          <input type="checkbox" id="show-cases" /> show cases
        </label>
      ) : null}
      <output id="shown" aria-live="polite" />
    </form>
  );
}
