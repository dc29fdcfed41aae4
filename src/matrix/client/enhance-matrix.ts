/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs in the page of a matrix: search, filter, view, order, folding of suites, arrow keys, and the age of runs as of
 * today. The page embeds it as text: it refers to nothing outside itself.
 */
export function enhanceMatrix(): void {
  const table = document.querySelector<HTMLTableElement>('#matrix');
  const tools = document.querySelector<HTMLFormElement>('#tools');
  if (table === null || tools === null) return;
  tools.hidden = false;
  tools.addEventListener('submit', (event) => event.preventDefault());
  const field = (id: string): HTMLInputElement | null => document.querySelector<HTMLInputElement>(`#${id}`);
  const [names, views] = table.tHead?.rows ?? [];
  const heads = [...(names?.cells ?? [])].slice(1);
  const labels = heads.map((head) => (head.textContent ?? '').toLowerCase());
  const dates = heads.map((head) => head.querySelector('time')?.dateTime ?? '');
  // The columns as they are shown: each with the number of its target in the order of the page.
  let columns = heads
    .flatMap((head, target) => Array.from({ length: head.colSpan }, () => ({ target })))
    .map(({ target }, i) => {
      const { view = '', diverging = '0' } = views?.cells[i]?.dataset ?? {};
      return { target, view, diverging: Number(diverging) };
    });
  const bodies = [...table.tBodies].filter((body) => !body.matches('.section, .totals'));
  const open = new Set<HTMLTableSectionElement>();
  const manyCases =
    table.querySelectorAll('tr.case').length > 40 && bodies.some((body) => body.rows[0]?.className === 'suite');
  const showCases = field('show-cases');
  if (showCases !== null) showCases.checked = !manyCases;

  const matches = (text: string, wanted: string): boolean => wanted.split(/\s+/u).every((word) => text.includes(word));
  const select = (id: string): string => document.querySelector<HTMLSelectElement>(`#${id}`)?.value ?? '';
  const isIn = (column: { readonly view: string }): boolean => ['', 'all', column.view].includes(select('view'));
  // A row with one cell for each column: not the names, and not the wide cell of a section.
  const cellsOf = (row: HTMLTableRowElement): readonly HTMLTableCellElement[] => {
    const cells = [...row.cells].slice(row === views ? 0 : 1);
    return row !== names && cells.length === columns.length ? cells : [];
  };

  const sort = (): void => {
    const by = select('sort');
    const sum = (target: number): number => {
      const shown = columns.filter((column) => column.target === target && isIn(column));
      return shown.length === 0 ? Infinity : shown.reduce((all, { diverging }) => all + diverging, 0);
    };
    const order = heads.map((_, target) => target);
    if (by === 'diverging') order.sort((a, b) => (sum(a) === sum(b) ? a - b : sum(a) - sum(b)));
    if (by === 'date') order.sort((a, b) => (dates[b] ?? '').localeCompare(dates[a] ?? '') || a - b);
    const wanted = order.flatMap((target) => columns.filter((column) => column.target === target));
    const from = wanted.map((column) => columns.indexOf(column));
    if (from.every((position, i) => position === i)) return;
    for (const row of table.rows) {
      const cells = cellsOf(row);
      if (cells.length > 0) row.append(...from.flatMap((position) => cells[position] ?? []));
    }
    names?.append(...order.flatMap((target) => heads[target] ?? []));
    columns = wanted;
  };

  const update = (): void => {
    sort();
    const target = field('find-target')?.value.trim().toLowerCase() ?? '';
    const wanted = field('find-case')?.value.trim().toLowerCase() ?? '';
    const only = field('only-diverging')?.checked ?? false;
    const all = showCases?.checked ?? true;
    const shown = columns.map((column) => matches(labels[column.target] ?? '', target) && isIn(column));
    let targets = 0;
    for (const [i, head] of heads.entries()) {
      const width = columns.filter((column, at) => column.target === i && shown[at] === true).length;
      head.hidden = width === 0;
      head.colSpan = Math.max(1, width);
      if (width > 0) targets += 1;
    }
    let rows = 0;
    for (const row of table.rows) {
      const cells = cellsOf(row);
      for (const [i, cell] of cells.entries()) cell.hidden = shown[i] !== true;
      const body = row.parentElement as HTMLTableSectionElement;
      if (body === table.tHead || body.className !== '') {
        if (cells.length === 0 && row !== names && row.cells[1] !== undefined)
          row.cells[1].colSpan = Math.max(1, shown.filter(Boolean).length);
        continue;
      }
      const diverges = cells.some((cell) => !cell.hidden && cell.querySelector('.d, .s') !== null);
      const isCase = row.className === 'case';
      const found = wanted === '' || matches((row.cells[0]?.textContent ?? '').toLowerCase(), wanted);
      const unfolded = !isCase || all || wanted !== '' || open.has(body);
      row.hidden = (isCase && (!found || !unfolded)) || (only && !diverges);
      if (isCase && !row.hidden) rows += 1;
    }
    for (const body of wanted === '' ? [] : bodies) {
      const [suite, ...cases] = body.rows;
      const named = matches((suite?.cells[0]?.textContent ?? '').toLowerCase(), wanted);
      if (suite?.className === 'suite') suite.hidden = !named && cases.every(({ hidden }) => hidden);
    }
    const output = document.querySelector('#shown');
    if (output !== null)
      output.textContent = `${targets} of ${labels.length} targets${rows > 0 ? `, ${rows} cases` : ''}`;
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
