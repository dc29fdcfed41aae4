/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the report: hides what does not hold the words typed, and opens what a link leads to. Embedded as text. */
export function enhanceReport(): void {
  const tools = document.querySelector<HTMLFormElement>('#tools');
  const filter = document.querySelector<HTMLInputElement>('#filter');
  if (tools === null || filter === null) return;
  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  const entries = [...document.querySelectorAll<HTMLElement>('[data-filter], article')];
  const texts = entries.map((entry) => (entry.textContent ?? '').toLowerCase());
  const update = (): void => {
    const words = filter.value.trim().toLowerCase().split(/\s+/u);
    for (const [i, entry] of entries.entries()) entry.hidden = !words.every((word) => texts[i]?.includes(word));
    const output = document.querySelector('#shown');
    if (output !== null) output.textContent = `${entries.filter(({ hidden }) => !hidden).length} of ${entries.length}`;
  };
  const open = (): void => {
    const target = document.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
    for (let at = target?.closest('details'); at; at = at.parentElement?.closest('details')) at.open = true;
    if (target instanceof HTMLElement) target.scrollIntoView();
  };
  filter.addEventListener('input', update);
  window.addEventListener('hashchange', open);
  update();
  open();
}
