/** A field that filters the page's list. The script shows it: without it it could do nothing. */
export function FilterField({ label, placeholder }: { readonly label: string; readonly placeholder: string }) {
  return (
    <form class="tools" id="tools" role="search" aria-label={label} hidden>
      <label>
        {label} <input type="search" id="filter" placeholder={placeholder} autocomplete="off" />
      </label>
      <output id="shown" aria-live="polite" />
    </form>
  );
}
