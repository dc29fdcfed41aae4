/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CompareData } from '../model/compare-data.js';

/** Runs in the page of comparisons: sets any two runs against each other. Embedded as text. */
export function enhanceCompare(): void {
  const tools = document.querySelector<HTMLFormElement>('#tools');
  const before = document.querySelector<HTMLSelectElement>('#before');
  const after = document.querySelector<HTMLSelectElement>('#after');
  const out = document.querySelector('#comparison');
  const none = document.querySelector<HTMLElement>('#none');
  if (tools === null || before === null || after === null || out === null || none === null) return;
  const data = JSON.parse(document.querySelector('#data')?.textContent ?? '{"runs":[],"kinds":[]}') as CompareData;
  if (data.runs.length < 2) return;
  tools.hidden = false;
  for (const select of [before, after]) for (const run of data.runs) select.add(new Option(run.name, run.id));

  const add = (parent: Element, tag: string, text: string, name = ''): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name !== '') element.className = name;
    parent.append(element);
    return element;
  };
  const part = (title: string, kinds: readonly number[]): void => {
    add(out, 'h2', `${title}: ${kinds.length}`);
    const list = add(out, 'ul', '', 'runs');
    for (const n of kinds) {
      const [id, level, spec, text] = data.kinds[n] ?? ['', '', '', ''];
      const item = add(list, 'li', '');
      add(item, 'span', level, `level ${level}`);
      item.append(' ');
      add(item, 'span', spec, 'spec');
      item.append(' ');
      const link = add(item, 'a', text);
      link.setAttribute('href', `d/${id}.html`);
    }
    if (kinds.length === 0) list.remove();
  };
  const update = (): void => {
    const a = data.runs.find(({ id }) => id === before.value);
    const b = data.runs.find(({ id }) => id === after.value);
    out.textContent = '';
    none.hidden = a !== b;
    if (a === undefined || b === undefined || a === b) return;
    const specs = a.specs.filter((id) => b.specs.includes(id));
    add(out, 'p', specs.length === 0 ? 'No documents judged both.' : `Both judged by ${specs.join(', ')}.`, 'quiet');
    const shows = (run: typeof a): ReadonlyMap<number, string> =>
      new Map(run.shows.filter(([kind]) => specs.includes(data.kinds[kind]?.[2] ?? '')));
    const was = shows(a);
    const is = shows(b);
    part(
      'New',
      [...is.keys()].filter((kind) => !was.has(kind)),
    );
    part(
      'Gone',
      [...was.keys()].filter((kind) => !is.has(kind)),
    );
    part(
      'Changed',
      [...is.keys()].filter((kind) => was.has(kind) && was.get(kind) !== is.get(kind)),
    );
    part(
      'Same',
      [...is.keys()].filter((kind) => was.get(kind) === is.get(kind)),
    );
    history.replaceState(null, '', `#${a.id}..${b.id}`);
  };
  const [from, to] = decodeURIComponent(location.hash.slice(1)).split('..');
  before.value = data.runs.some(({ id }) => id === from) ? (from ?? '') : (data.runs[1]?.id ?? '');
  after.value = data.runs.some(({ id }) => id === to) ? (to ?? '') : (data.runs[0]?.id ?? '');
  tools.addEventListener('input', update);
  update();
}
