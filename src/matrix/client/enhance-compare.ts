/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CompareData } from '../model/compare-runs.js';

/** Runs in the page Compare: shows the differences between any two runs. The page embeds it as text. */
export function enhanceCompare(): void {
  const tools = document.querySelector<HTMLFormElement>('#tools');
  const first = document.querySelector<HTMLSelectElement>('#run-a');
  const second = document.querySelector<HTMLSelectElement>('#run-b');
  const out = document.querySelector('#comparison');
  const none = document.querySelector<HTMLElement>('#none');
  if (tools === null || first === null || second === null || out === null || none === null) return;
  const data = JSON.parse(document.querySelector('#data')?.textContent ?? '{"runs":[],"findings":[]}') as CompareData;
  if (data.runs.length < 2) return;
  tools.hidden = false;
  for (const select of [first, second]) for (const run of data.runs) select.add(new Option(run.name, run.id));

  const add = (parent: Element, tag: string, text: string, name = ''): HTMLElement => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name !== '') element.className = name;
    parent.append(element);
    return element;
  };
  const part = (title: string, findings: readonly number[]): void => {
    const notes = findings.filter((n) => data.findings[n]?.[1] === 'note').length;
    const more = notes === 0 ? '' : `, and ${notes} ${notes === 1 ? 'note' : 'notes'}`;
    add(out, 'h2', `${title}: ${findings.length - notes}${more}`);
    const list = add(out, 'ul', '', 'runs');
    for (const n of findings) {
      const [slug, level, spec, text] = data.findings[n] ?? ['', '', '', ''];
      const item = add(list, 'li', '');
      add(item, 'span', level, `level ${level}`);
      item.append(' ');
      add(item, 'span', spec, 'spec');
      item.append(' ');
      const link = add(item, 'a', '');
      // What a title has in backticks is code.
      for (const [i, words] of text.split('`').entries()) add(link, i % 2 === 1 ? 'code' : 'span', words);
      link.setAttribute('href', `f/${slug}.html`);
    }
    if (findings.length === 0) list.remove();
  };
  const update = (): void => {
    const a = data.runs.find(({ id }) => id === first.value);
    const b = data.runs.find(({ id }) => id === second.value);
    out.textContent = '';
    none.hidden = a !== b;
    if (a === undefined || b === undefined || a === b) return;
    const specs = a.specs.filter((id) => b.specs.includes(id));
    const judged = specs.length === 0 ? 'No spec judged both.' : `Both were judged by ${specs.join(', ')}.`;
    add(out, 'p', judged, 'quiet');
    history.replaceState(null, '', `#${a.id}..${b.id}`);
    if (specs.length === 0) return;
    const shows = (run: typeof a): ReadonlyMap<number, string> =>
      new Map(run.shows.filter(([finding]) => specs.includes(data.findings[finding]?.[2] ?? '')));
    const inA = shows(a);
    const inB = shows(b);
    const sameTarget = a.target === b.target;
    const onlyA = [...inA.keys()].filter((finding) => !inB.has(finding));
    const onlyB = [...inB.keys()].filter((finding) => !inA.has(finding));
    const both = [...inB.keys()].filter((finding) => inA.has(finding));
    part(sameTarget ? 'Gone in B' : 'Only A', onlyA);
    part(sameTarget ? 'New in B' : 'Only B', onlyB);
    part(
      sameTarget ? 'Changed' : 'Both, with other values or cases',
      both.filter((finding) => inA.get(finding) !== inB.get(finding)),
    );
    part(
      sameTarget ? 'Same' : 'Both alike',
      both.filter((finding) => inA.get(finding) === inB.get(finding)),
    );
  };
  const [from, to] = decodeURIComponent(location.hash.slice(1)).split('..');
  const [run, ...others] = data.runs;
  const other = others.find(({ specs }) => specs.some((id) => run?.specs.includes(id))) ?? others[0];
  // Of two runs of one target, the newer one is first in the list, and B.
  const [a, b] = run?.target === other?.target ? [other, run] : [run, other];
  first.value = data.runs.some(({ id }) => id === from) ? (from ?? '') : (a?.id ?? '');
  second.value = data.runs.some(({ id }) => id === to) ? (to ?? '') : (b?.id ?? '');
  tools.addEventListener('input', update);
  update();
}
