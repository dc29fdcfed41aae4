import type { Answer } from '../dialect/answer.js';
import { dialectOf } from '../dialect/index.js';
import { readOnce } from '../dialect/read-answer.js';
import type { CheckInput } from '../dialect/check.js';
import type { Exchange } from '../model/exchange.js';
import { isTimeout, judgedSending, sendingsOf, sentStep, type Fails, type Judged, type Sending } from './follow-ups.js';
import type { Judgement } from './judgement.js';

/** The exchanges of a case, read for the checks. */
export interface CheckInputs {
  /** One for each step that was answered, on its last attempt, in order. */
  readonly steps: readonly CheckInput[];
  /** Answers to planned requests that did not show what the case is about, although a changed request did. */
  readonly declined: readonly CheckInput[];
  /** One for each varied request; `answers` are that of the varied request, then those of its follow-ups. */
  readonly variations: readonly CheckInput[];
  /** Answers that ran into a timeout, although the same request did not when it was sent again. */
  readonly replaced: readonly CheckInput[];
  /**
   * One for each earlier attempt that got an error: evidence for the claims on errors. A 5xx without JSON is left out: a
   * proxy sent it.
   */
  readonly attempts: readonly CheckInput[];
}

interface JudgedStep extends Judged {
  readonly base: Sending;
  readonly sendings: readonly Sending[];
}

/**
 * Reads a case's exchanges and sorts them by step, follow-up and attempt.
 * @param fails whether an answer to a request with parameters together fails
 */
export function checkInputsOf(judgement: Judgement, fails: Fails = () => null): CheckInputs {
  const { case: testCase, spec, exchanges, related = [], controlWorks, dictated = [] } = judgement;
  const dialect = dialectOf(spec);
  const bySteps = new Map<number, Exchange[]>();
  for (const exchange of exchanges.toSorted((a, b) => a.step - b.step)) {
    bySteps.set(exchange.step, [...(bySteps.get(exchange.step) ?? []), exchange]);
  }
  const judged = [...bySteps].flatMap(([n, those]): readonly JudgedStep[] => {
    const sendings = sendingsOf(those, dialect);
    const [base] = sendings;
    if (base === undefined) return [];
    const step = sentStep(testCase.steps[n], base);
    if (step === undefined || those.every(isPlanned)) return [{ base, adapted: null, together: null, sendings }];
    const found = judgedSending(testCase, step, [spec], sendings, fails);
    return [{ ...found, base: found.base ?? base, sendings }];
  });
  const answers = [
    ...related.map((exchange) => readOnce(exchange, dialect)),
    ...judged.map(({ base, adapted }) => (adapted?.sending ?? base).answer),
  ];
  const inputFor = (answer: Answer, attempts: readonly Answer[], more: Partial<CheckInput> = {}): CheckInput => ({
    case: testCase,
    spec,
    answer,
    reply: answer.reply,
    requested: answer.requested,
    answers,
    attempts,
    again: null,
    together: [],
    controlWorks,
    dictated,
    ...more,
  });
  return {
    steps: judged.map(({ base, adapted, together, sendings }) =>
      adapted === null
        ? inputFor(base.answer, base.attempts, { again: againOf(base, sendings), together: together?.names ?? [] })
        : inputFor(adapted.sending.answer, adapted.sending.attempts, {
            case: { ...testCase, elicits: adapted.elicits },
          }),
    ),
    declined: judged.flatMap(({ base, adapted, sendings }) =>
      adapted === null ? [] : [inputFor(base.answer, base.attempts, { again: againOf(base, sendings) })],
    ),
    replaced: judged.flatMap(({ base, sendings }) => {
      const late = base.followUp?.reason === 'again' ? replacedBy(base, sendings) : null;
      return late === null ? [] : [inputFor(late.answer, late.attempts, { again: base.answer })];
    }),
    variations: judged.flatMap(({ sendings: [first, ...others] }) =>
      first?.answer.exchange.variation === undefined
        ? []
        : [
            inputFor(first.answer, first.attempts, {
              answers: [first, ...others.filter(isAboutForm)].map(({ answer }) => answer),
            }),
          ],
    ),
    attempts: judged.flatMap(({ base: { attempts } }) =>
      attempts.flatMap((answer, n) => (isEvidence(answer) ? [inputFor(answer, attempts.slice(0, n))] : [])),
    ),
  };
}

function isPlanned({ followUp }: Exchange): boolean {
  return followUp === undefined;
}

/** The other answer to a request that was sent again. */
function againOf(base: Sending, sendings: readonly Sending[]): Answer | null {
  const again = sendings.find(({ followUp }) => followUp?.reason === 'again');
  return again === undefined || again === base ? null : again.answer;
}

/** The sending that one with the same request replaces: the last one before it that ran into a timeout. */
function replacedBy(base: Sending, sendings: readonly Sending[]): Sending | null {
  return sendings.slice(0, sendings.indexOf(base)).findLast(isTimeout) ?? null;
}

function isAboutForm({ followUp }: Sending): boolean {
  return followUp?.reason === 'plain' || followUp?.reason === 'varied';
}

function isEvidence(answer: Answer): boolean {
  return answer.status >= 400 && (answer.status < 500 || answer.body.ok);
}
