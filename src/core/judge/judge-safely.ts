import type { CaseResult, InconclusiveReason } from '../model/case-result.js';
import type { Judgement } from './judgement.js';
import { shorten } from '../wire/quote.js';

/** The longest part of the message of an exception that is reported. */
const LONGEST = 200;

/** Judges, and reports an exception as an inconclusive result: a fault of this tool costs one case and not the run. */
export function judgeSafely(judge: (judgement: Judgement) => CaseResult, judgement: Judgement): CaseResult {
  try {
    return judge(judgement);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const detail = `This tool failed to judge the response. Please report it: ${shorten(message, LONGEST)}`;
    return notJudged(judgement, 'internal-error', detail);
  }
}

/** The result of a case whose judging was interrupted after so many milliseconds. */
export function judgingTimedOut(judgement: Judgement, ms: number): CaseResult {
  const detail = `The response was not judged: judging takes longer than the ${ms / 1000} s that one exchange may take (--timeout).`;
  return notJudged(judgement, 'judging-timeout', detail);
}

function notJudged(
  { case: testCase, spec, exchanges }: Judgement,
  reason: InconclusiveReason,
  detail: string,
): CaseResult {
  return {
    case: testCase.id,
    spec: spec.id,
    verdict: 'inconclusive',
    divergences: [],
    inconclusive: { reason, detail },
    exchanges: exchanges.map(({ id }) => id).toSorted((a, b) => a - b),
    observed: [],
  };
}
