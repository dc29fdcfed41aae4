import { defined } from '../model/defined.js';
import type { CaseResult } from '../model/case-result.js';
import type { Divergence } from '../model/divergence.js';
import type { Redactor } from '../redact/redactor.js';
import { checkOf } from './checks.js';
import { judgeSafely } from './judge-safely.js';
import type { Judgement } from './judgement.js';

type Judge = (judgement: Judgement) => CaseResult;

/**
 * Judges the exchanges as they were received, so that a secret decides no verdict, and returns the result for what is recorded,
 * so that the record gives the same result again. If the two differ in more than the echo of a secret, the result of the
 * received exchanges counts, with `redacted`: the record cannot show it.
 */
export function judgeRedacted(judge: Judge, received: Judgement, redactor: Redactor): CaseResult {
  const recorded: Judgement = {
    ...received,
    exchanges: received.exchanges.map((each) => redactor.exchange(each)),
    ...defined({
      related: received.related?.map((each) => redactor.exchange(each)),
    }),
  };
  const isSame = (name: 'exchanges' | 'related'): boolean =>
    received[name]?.every((exchange, n) => exchange === recorded[name]?.[n]) ?? true;
  const result = judgeSafely(judge, recorded);
  if (isSame('exchanges') && isSame('related')) return result;
  const actual = judgeSafely(judge, received);
  return agree(result, actual) ? result : { ...redactor.value(actual), redacted: true };
}

const reportsSecret = (divergence: Divergence): boolean => checkOf(divergence)?.reportsSecrets === true;

/** Whether two results are the same except for the echo of a secret. */
function agree(a: CaseResult, b: CaseResult): boolean {
  const [first, second] = [a, b].map(withoutEcho);
  if (JSON.stringify(first) !== JSON.stringify(second)) return false;
  const hasEcho = [a, b].some(({ divergences }) => divergences.some(reportsSecret));
  return hasEcho || (a.verdict === b.verdict && a.inconclusive?.reason === b.inconclusive?.reason);
}

function withoutEcho({ divergences, exchanges, observed }: CaseResult): unknown {
  const others = divergences.filter((each) => !reportsSecret(each));
  return [others.map(({ check, claim, kind, level, at }) => [check, claim, kind, level, at]), exchanges, observed];
}
