import type { CaseResult } from '../model/case-result.js';
import type { Judgement } from './judge.js';

/** The longest part of the message of an exception that is reported. */
const LONGEST = 200;

/** Judges, and reports an exception as an inconclusive result: a fault of this tool costs one case and not the run. */
export function judgeSafely(judge: (judgement: Judgement) => CaseResult, judgement: Judgement): CaseResult {
  try {
    return judge(judgement);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const { case: testCase, spec, exchanges } = judgement;
    return {
      case: testCase.id,
      spec: spec.id,
      verdict: 'inconclusive',
      divergences: [],
      inconclusive: {
        reason: 'internal-error',
        detail: `This tool failed to judge the response. Please report it: ${message.slice(0, LONGEST)}`,
      },
      exchanges: exchanges.map(({ id }) => id).toSorted((a, b) => a - b),
      observed: [],
    };
  }
}
