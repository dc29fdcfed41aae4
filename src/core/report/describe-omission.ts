import type { Omission } from '../model/case.js';

/**
 * Why a case is left out: what its spec never promised, or what it would need beside a promise, such as a model that
 * speaks.
 * @param show how a name is written
 * @param word how words are written: the path of a capture may stand among them
 */
export function describeOmission(
  { spec, needs }: Pick<Omission, 'spec' | 'needs'>,
  show: (name: string) => string = (name) => name,
  word: (text: string) => string = (text) => text,
): string {
  return needs.includes(' ') ? `${spec}: it needs ${word(needs)}` : `${spec} never promised ${show(needs)}`;
}
