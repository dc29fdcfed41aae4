/** A field that filters the page's list. It is hidden until the script runs. */
export function FilterField({
  label,
  placeholder,
  onlyDiverging = false,
}: {
  readonly label: string;
  readonly placeholder: string;
  /** Adds a box that hides what does not diverge. */
  readonly onlyDiverging?: boolean;
}) {
  return (
    <form class="tools" id="tools" role="search" aria-label={label} hidden>
      <label>
        {label} <input type="search" id="filter" placeholder={placeholder} autocomplete="off" />
      </label>
      {onlyDiverging ? (
        <label class="check">
          <input type="checkbox" id="only-diverging" /> only what diverges
        </label>
      ) : null}
      <output id="shown" aria-live="polite" />
    </form>
  );
}
