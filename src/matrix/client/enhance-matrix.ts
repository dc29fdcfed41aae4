/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs in the page of a matrix: search, filter, view, folding of suites, arrow keys, and staleness as of today. It is
 * embedded as text, so it refers to nothing outside itself.
 */
export function enhanceMatrix(): void {
  const table = document.querySelector<HTMLTableElement>('#matrix');
  const tools = document.querySelector<HTMLFormElement>('#tools');
  if (table === null || tools === null) return;
  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  const field = (id: string): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`#${id}`);
  const [names, sides] = table.tHead?.rows ?? [];
  const heads = [...(names?.cells ?? [])].slice(1);
  const labels = heads.map((head) => (head.textContent ?? '').toLowerCase());
  const bodies = [...table.tBodies].filter((body) => !body.classList.contains('section'));
  const open = new Set<HTMLTableSectionElement>();
  const manyCases =
    table.querySelectorAll('tr.case').length > 40 && bodies.some((body) => body.rows[0]?.className === 'suite');

  const showCases = field('show-cases');
  if (showCases !== null) showCases.checked = !manyCases;

  const matches = (text: string, wanted: string): boolean => wanted.split(/\s+/u).every((word) => text.includes(word));

  const update = (): void => {
    const target = field('find-target')?.value.trim().toLowerCase() ?? '';
    const wanted = field('find-case')?.value.trim().toLowerCase() ?? '';
    const view = document.querySelector<HTMLSelectElement>('#view')?.value ?? 'both';
    const only = field('only-diverging')?.checked ?? false;
    const all = showCases?.checked ?? true;
    const shown = labels.map((label) => matches(label, target));
    const each = view === 'both' ? 2 : 1;
    const visible = (i: number): boolean =>
      shown[i >> 1] === true && (view === 'both' || (view === 'own') === (i % 2 === 0));
    for (const [i, head] of heads.entries()) {
      head.hidden = shown[i] !== true;
      head.colSpan = each;
    }
    for (const [i, cell] of [...(sides?.cells ?? [])].entries()) cell.hidden = !visible(i);
    let rows = 0;
    for (const body of table.tBodies) {
      if (body.classList.contains('section')) {
        const last = body.rows[0]?.cells[1];
        if (last !== undefined && body.rows[0]?.cells.length === 2) {
          last.colSpan = Math.max(1, shown.filter(Boolean).length * each);
          continue;
        }
      }
      for (const row of body.rows) {
        const cells = [...row.cells].slice(1);
        let diverges = false;
        for (const [i, cell] of cells.entries()) {
          cell.hidden = !visible(i);
          if (!cell.hidden && cell.querySelector('.d, .s') !== null) diverges = true;
        }
        const isCase = row.className === 'case';
        const found = wanted === '' || matches((row.cells[0]?.textContent ?? '').toLowerCase(), wanted);
        const unfolded = !isCase || all || wanted !== '' || open.has(body);
        row.hidden = (isCase && (!found || !unfolded)) || (only && !diverges);
        if (isCase && !row.hidden) rows += 1;
      }
      if (wanted === '') continue;
      const [suite, ...cases] = body.rows;
      const named = matches((suite?.cells[0]?.textContent ?? '').toLowerCase(), wanted);
      if (suite?.className === 'suite') suite.hidden = !named && cases.every(({ hidden }) => hidden);
    }
    const output = document.querySelector('#shown');
    if (output !== null)
      output.textContent = `${shown.filter(Boolean).length} of ${labels.length} targets${rows > 0 ? `, ${rows} cases` : ''}`;
  };

  const fold = (body: HTMLTableSectionElement): void => {
    const head = body.rows[0]?.cells[0];
    if (head === undefined || body.rows.length < 2 || !manyCases) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'fold';
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-label', `Cases of ${head.querySelector('a')?.textContent ?? ''}`);
    button.addEventListener('click', () => {
      if (open.has(body)) open.delete(body);
      else open.add(body);
      button.setAttribute('aria-expanded', String(open.has(body)));
      update();
    });
    head.prepend(button);
  };
  for (const body of bodies) fold(body);

  const step = (event: KeyboardEvent): void => {
    const cell = (event.target as Element | null)?.closest('td, th') as HTMLTableCellElement | null;
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (cell === null || move === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const rows = [...table.rows];
    let row = rows.indexOf(cell.parentElement as HTMLTableRowElement);
    let column = cell.cellIndex;
    for (;;) {
      row += move[0] ?? 0;
      column += move[1] ?? 0;
      const next = rows[row]?.cells[column];
      if (rows[row] === undefined || (next === undefined && move[0] === 0)) return;
      const link = next?.querySelector<HTMLElement>('a');
      if (next === undefined || next.hidden || rows[row]?.hidden === true || link === null || link === undefined)
        continue;
      link.focus();
      event.preventDefault();
      return;
    }
  };
  table.addEventListener('keydown', step);
  tools.addEventListener('input', update);

  for (const head of heads) {
    const time = head.querySelector('time');
    const age = Date.now() - Date.parse(time?.dateTime ?? '');
    if (time === null || !(age > 30 * 24 * 60 * 60 * 1000) || head.querySelector('.stale') !== null) continue;
    const mark = document.createElement('span');
    mark.className = 'stale';
    mark.textContent = 'stale';
    time.after(mark);
  }
  update();
}
