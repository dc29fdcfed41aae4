/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs in a page with one long list or table: hides the entries that do not contain the words typed. In a table with
 * suites, a suite is hidden with all its cases. The page embeds it as text.
 */
export function enhanceList(): void {
  const tools = document.querySelector<HTMLFormElement>('#tools');
  const filter = document.querySelector<HTMLInputElement>('#filter');
  const only = document.querySelector<HTMLInputElement>('#only-diverging');
  const list = document.querySelector('#filtered');
  if (tools === null || filter === null || list === null) return;
  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  const bodies = list instanceof HTMLTableElement ? [...list.tBodies] : [];
  const rows = bodies.flatMap((body) => [...body.rows]).filter((row) => row.className !== 'suite');
  const entries = (bodies.length > 0 ? rows : [...list.children]) as HTMLElement[];
  const texts = entries.map((entry) => (entry.textContent ?? '').toLowerCase());
  const update = (): void => {
    const words = filter.value.trim().toLowerCase().split(/\s+/u);
    for (const [i, entry] of entries.entries()) {
      const diverges = only?.checked !== true || entry.querySelector('.d, .s') !== null;
      entry.hidden = !diverges || !words.every((word) => texts[i]?.includes(word));
    }
    for (const body of bodies) {
      const [first, ...others] = body.rows;
      if (first?.className === 'suite') first.hidden = others.every(({ hidden }) => hidden);
    }
    const output = document.querySelector('#shown');
    if (output !== null) output.textContent = `${entries.filter(({ hidden }) => !hidden).length} of ${entries.length}`;
  };
  tools.addEventListener('input', update);
  update();
}
