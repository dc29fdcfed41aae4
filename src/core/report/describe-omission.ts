import type { Omission } from '../model/case.js';

/** How the suites begin the reason of a case that is costly. */
const BUDGET = /^a run with more room(?:; )?/u;

/**
 * Why a case is not sent: what its spec does not document, what it would need besides, such as a model that speaks, or
 * what shows nearly the same within the budget of requests.
 * @param show how a name is written
 * @param word how words are written: the path of a capture may be among them
 */
export function describeOmission(
  { spec, needs, skipped }: Omit<Omission, 'case'>,
  show: (name: string) => string = (name) => name,
  word: (text: string) => string = (text) => text,
): string {
  if (skipped === true) {
    const instead = needs.replace(BUDGET, '');
    return `${spec}: skipped to stay within the request budget (--all)${instead === '' ? '' : `; ${word(instead)}`}`;
  }
  return needs.includes(' ') ? `${spec}: it needs ${word(needs)}` : `${spec} does not document ${show(needs)}`;
}
