import type { Answer } from '../dialect/answer.js';
import { dialectOf } from '../dialect/index.js';
import { readOnce } from '../dialect/read-answer.js';
import type { CheckInput } from '../dialect/check.js';
import type { Judgement } from './judge.js';

/** The exchanges of a case, read for the checks. */
export interface CheckInputs {
  /** One for each step that was answered, on its last attempt, in order. */
  readonly steps: readonly CheckInput[];
  /**
   * One for each earlier attempt that got an error: evidence for the claims on errors. A 5xx without JSON is left out: a
   * proxy sent it.
   */
  readonly attempts: readonly CheckInput[];
}

/** Reads a case's exchanges and sorts them by step and attempt. */
export function checkInputsOf({
  case: testCase,
  spec,
  exchanges,
  related = [],
  controlWorks,
  dictated = [],
}: Judgement): CheckInputs {
  const dialect = dialectOf(spec);
  const bySteps = new Map<number, Answer[]>();
  for (const exchange of exchanges.toSorted((a, b) => a.step - b.step || a.attempt - b.attempt)) {
    bySteps.set(exchange.step, [...(bySteps.get(exchange.step) ?? []), readOnce(exchange, dialect)]);
  }
  const tries = [...bySteps.values()];
  const answers = [
    ...related.map((exchange) => readOnce(exchange, dialect)),
    ...tries.flatMap((each) => each.slice(-1)),
  ];
  const inputFor = (answer: Answer, attempts: readonly Answer[]): CheckInput => ({
    case: testCase,
    spec,
    answer,
    reply: answer.reply,
    requested: answer.requested,
    answers,
    attempts,
    controlWorks,
    dictated,
  });
  return {
    steps: tries.flatMap((each) => each.slice(-1).map((answer) => inputFor(answer, each.slice(0, -1)))),
    attempts: tries.flatMap((each) =>
      each.slice(0, -1).flatMap((answer, n) => (isEvidence(answer) ? [inputFor(answer, each.slice(0, n))] : [])),
    ),
  };
}

function isEvidence(answer: Answer): boolean {
  return answer.status >= 400 && (answer.status < 500 || 'value' in answer.body);
}
