import type { Case } from '../core/model/case.js';

/**
 * Where in a plan the plainest case stands that expects an answer: `basic/minimal`, else the first of `basic`, else the
 * first of all; -1 where there is none.
 */
export function findControl(cases: readonly Case[]): number {
  const places = [...cases.keys()].filter((n) => {
    const planned = cases[n];
    return planned?.expects === 'accepted' && planned.steps[0]?.auth.kind === 'valid';
  });
  const find = (key: 'id' | 'suite', value: string) => places.find((n) => cases[n]?.[key] === value);
  return find('id', 'basic/minimal') ?? find('suite', 'basic') ?? places[0] ?? -1;
}
