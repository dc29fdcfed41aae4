import type { Finding } from '../model/finding.js';

/** A consequence in a few words, with the number of its cases. */
export interface DescribedConsequence {
  readonly words: string;
  readonly cases: number;
  /** What it breaks, if that is not what the finding breaks. */
  readonly source: Finding['source'] | null;
}

/** The consequences of a finding, each once: what the title says, or another one at another place, is not repeated. */
export function describeConsequences({
  title,
  source: own,
  consequences = [],
}: Finding): readonly DescribedConsequence[] {
  const byWords = new Map<string, Pick<DescribedConsequence, 'words' | 'source'> & { readonly cases: Set<string> }>();
  for (const { title: words = '', sentence, cases, source = own } of consequences) {
    const shown = words === '' ? sentence.replace(/\.$/u, '') : words;
    const isOther = source.url !== own.url || source.quote !== own.quote;
    const known = byWords.get(keyOf(shown)) ?? { words: shown, source: isOther ? source : null, cases: new Set() };
    byWords.set(keyOf(shown), known);
    for (const id of cases) known.cases.add(id);
  }
  const said = keyOf(title);
  return [...byWords]
    .filter(([key]) => !said.includes(key))
    .map(([, { words, source, cases }]) => ({ words, source, cases: cases.size }));
}

/** Titles that differ in a number or a quoted value alone, such as a stop sequence, say the same. */
function keyOf(words: string): string {
  return words.toLowerCase().replaceAll(/"[^"]*"|\d+/gu, '<value>');
}
