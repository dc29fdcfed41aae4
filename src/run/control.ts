import type { Case } from '../core/model/case.js';

/**
 * The position of the simplest case of a plan that expects an answer: `basic/minimal`, otherwise the first of `basic`,
 * otherwise the first of all; -1 if there is none.
 */
export function findControl(cases: readonly Case[]): number {
  const places = [...cases.keys()].filter((n) => {
    const planned = cases[n];
    return planned?.expects === 'accepted' && planned.steps[0]?.auth.kind === 'valid';
  });
  const find = (key: 'id' | 'suite', value: string) => places.find((n) => cases[n]?.[key] === value);
  return find('id', 'basic/minimal') ?? find('suite', 'basic') ?? places[0] ?? -1;
}
