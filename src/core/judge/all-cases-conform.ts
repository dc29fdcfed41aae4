import type { Case } from '../model/case.js';
import { type Exchange, exchangeOfCase } from '../model/exchange.js';
import type { CaseResult } from '../model/case-result.js';
import type { Spec } from '../model/spec.js';
import { judgeSafely } from './judge-safely.js';
import type { Judgement } from './judgement.js';

/**
 * Whether a joined request can replace the requests of its cases: it was accepted, and each case conforms by each of its
 * specs. Otherwise its response is discarded, because the combination may have caused the failure.
 * @param attempts all attempts at it, oldest first
 */
export function allCasesConform(
  attempts: readonly Exchange[],
  cases: readonly Case[],
  specs: readonly Spec[],
  judge: (judgement: Judgement) => CaseResult,
): boolean {
  const answer = attempts.at(-1);
  const status = answer?.response?.status ?? 0;
  if (answer?.end !== 'complete' || status < 200 || status >= 300) return false;
  return cases.every((each) => {
    const exchanges = attempts.flatMap((exchange) => exchangeOfCase(exchange, each.id) ?? []);
    return specs
      .filter(({ id }) => each.specs.includes(id))
      .every((spec) => judgeSafely(judge, { case: each, spec, exchanges, controlWorks: true }).verdict === 'conforms');
  });
}
