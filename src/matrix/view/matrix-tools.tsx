import type { Run } from '../model/matrix.js';
import { originalNames } from '../model/view.js';

/** Search, filter and view. The script shows them: they need it. */
export function MatrixTools({ cases, runs }: { readonly cases: boolean; readonly runs: readonly Run[] }) {
  return (
    <form class="tools" id="tools" role="search" aria-label="Filter the matrix" hidden>
      <label>
        Targets <input type="search" id="find-target" placeholder="name, model, version" autocomplete="off" />
      </label>
      <label>
        Cases <input type="search" id="find-case" placeholder="streaming, tool_choice …" autocomplete="off" />
      </label>
      <label>
        View{' '}
        <select id="view">
          <option value="both">both, side by side</option>
          <option value="own">own documents</option>
          <option value="drop-in">drop-in for {originalNames(runs)}</option>
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
