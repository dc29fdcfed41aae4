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
  const inBasic = places.filter((n) => cases[n]?.suite === 'basic');
  return places.find((n) => cases[n]?.id === 'basic/minimal') ?? inBasic[0] ?? places[0] ?? -1;
}
