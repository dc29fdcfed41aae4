import type { Omission } from '../model/case.js';

/**
 * Why a case is left out: what its spec never promised, or what it would need beside a promise, such as a model that
 * speaks.
 * @param show how a name is written
 */
export function describeOmission(
  { spec, needs }: Pick<Omission, 'spec' | 'needs'>,
  show: (name: string) => string = (name) => name,
): string {
  return needs.includes(' ') ? `${spec}: it needs ${needs}` : `${spec} never promised ${show(needs)}`;
}
