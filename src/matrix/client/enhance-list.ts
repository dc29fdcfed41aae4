/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in a page with one long list or table: filters it by the words typed. Embedded as text. */
export function enhanceList(): void {
  const tools = document.querySelector<HTMLFormElement>('#tools');
  const filter = document.querySelector<HTMLInputElement>('#filter');
  const list = document.querySelector('#filtered');
  if (tools === null || filter === null || list === null) return;
  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  const entries = [
    ...(list instanceof HTMLTableElement ? (list.tBodies[0]?.rows ?? []) : list.children),
  ] as HTMLElement[];
  const texts = entries.map((entry) => (entry.textContent ?? '').toLowerCase());
  const update = (): void => {
    const words = filter.value.trim().toLowerCase().split(/\s+/u);
    for (const [i, entry] of entries.entries()) entry.hidden = !words.every((word) => texts[i]?.includes(word));
    const output = document.querySelector('#shown');
    if (output !== null) output.textContent = `${entries.filter(({ hidden }) => !hidden).length} of ${entries.length}`;
  };
  filter.addEventListener('input', update);
  update();
}
