import type { Dictated } from '../dialect/check.js';
import type { Case } from '../model/case.js';

/** The texts that the prompts of a plan dictate, each with the first case that does. */
export function dictatedTexts(cases: readonly Case[]): readonly Dictated[] {
  const texts = new Map<string, string>();
  for (const { id, elicits } of cases) if (elicits !== null && !texts.has(elicits)) texts.set(elicits, id);
  return [...texts].map(([text, id]) => ({ case: id, text }));
}
