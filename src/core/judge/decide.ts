import { dialectOf } from '../dialect/index.js';
import type { Case } from '../model/case.js';
import type { Claim } from '../model/claim.js';
import type { Divergence } from '../model/divergence.js';
import type { CaseResult } from '../model/case-result.js';
import type { Spec } from '../model/spec.js';
import type { CheckInput } from '../dialect/check.js';
import { whyInconclusive, type Inconclusive } from '../checks/outcome/inconclusive.js';
import type { CheckInputs } from './check-inputs.js';
import { showsStimulus } from './stimulus.js';

/** The evidence for a verdict. */
export interface Evidence {
  readonly case: Case;
  readonly spec: Spec;
  readonly inputs: CheckInputs;
  readonly divergences: readonly Divergence[];
  readonly observed: ReadonlySet<string>;
  /** Whether a note explains that there is no answer to judge. */
  readonly outcomeExplained: boolean;
  /** The claims that document the refusal of the case's mistake. */
  readonly refusals: readonly Claim[];
}

/** `diverges` with a divergence above a note; otherwise `inconclusive` with a reason for it; otherwise `conforms`. */
export function decide(evidence: Evidence): Pick<CaseResult, 'verdict' | 'inconclusive'> {
  if (evidence.divergences.some(({ level }) => level !== 'note')) return { verdict: 'diverges', inconclusive: null };
  const inconclusive = findReason(evidence);
  return { verdict: inconclusive === null ? 'conforms' : 'inconclusive', inconclusive };
}

function findReason(evidence: Evidence): Inconclusive | null {
  const { inputs, observed } = evidence;
  if (inputs.steps.length === 0) return notObserved('No exchange of this case was recorded.');
  if (evidence.outcomeExplained) return null;
  for (const input of inputs.steps) {
    const reason =
      whyInconclusive(input) ?? endedEarly(input) ?? undocumentedMistake(input, evidence) ?? unreadable(input);
    if (reason !== null) return reason;
  }
  if (evidence.case.steps.some(({ answerAt }, n) => answerAt !== undefined && n >= inputs.steps.length)) {
    return notObserved('No response had a message that could be sent back.');
  }
  if (!showSomeStimulus(evidence)) {
    return { reason: 'model-declined', detail: 'The model did not show what the case is about.' };
  }
  return observed.size === 0 ? notObserved('No claim of the spec was put to the test.') : null;
}

/** Why reading stopped, by error code, with the flag that raises the limit. */
const LIMITS: ReadonlyMap<string, string> = new Map<string, string>([
  ['LIMIT_BYTES', 'the answer is longer than what is read of one (--max-body)'],
  ['LIMIT_DECODED', 'the answer is longer, once decoded, than what is read of one (--max-body)'],
  ['LIMIT_EVENTS', 'the stream has more events than are read of one (--max-chunks)'],
  ['LIMIT_PIECES', 'the answer comes in more pieces than are read of one'],
  ['BODY_CUT_IN_CAPTURE', 'the capture has only the beginning of the body'],
  ['LIMIT_INTERIM', 'interim responses (1xx) do not end'],
  ['UND_ERR_HEADERS_OVERFLOW', 'the headers are longer than what is read of one answer (64 KiB)'],
]);

/** An exchange that ended early, which no check reported. */
function endedEarly({ spec, answer }: CheckInput): Inconclusive | null {
  const { end, endCode } = answer.exchange;
  if (end === 'complete' || end === 'hung-up') return null;
  if (end !== 'unknown') {
    const limit = LIMITS.get(endCode ?? '');
    const why = limit === undefined ? (endCode ?? end) : `${limit}: ${endCode}`;
    return { reason: 'network', detail: `The exchange ended early: ${why}.` };
  }
  const open = answer.form === 'stream' && spec.terminator !== null;
  const ended = answer.events.some(({ data }) => data?.trim() === spec.terminator);
  return open && !ended ? notObserved('The capture does not show how the stream ended.') : null;
}

function undocumentedMistake({ answer }: CheckInput, { case: testCase, refusals }: Evidence): Inconclusive | null {
  if (testCase.mistake === null || refusals.length > 0) return null;
  if (answer.status >= 500) {
    return {
      reason: 'server-error',
      detail: `The endpoint answered ${answer.status}; the documents do not define the status.`,
    };
  }
  if (testCase.expects === 'either' || answer.status >= 400 || answer.reply.error !== null) return null;
  return notObserved('The request was accepted, and the documents do not say that it is refused.');
}

/** An accepted request whose answer could not be read, which no check reported. */
function unreadable({ case: testCase, answer }: CheckInput): Inconclusive | null {
  if (testCase.expects !== 'accepted' || answer.succeeded || answer.operation !== 'generate') return null;
  return answer.exchange.end === 'hung-up' ? null : notObserved('The answer has no output to judge.');
}

function notObserved(detail: string): Inconclusive {
  return { reason: 'not-observed', detail };
}

/** Whether some answer shows the stimulus of the case; a case without an answer needs none. */
function showSomeStimulus({ spec, inputs }: Evidence): boolean {
  const answered = inputs.steps.filter(({ answer }) => answer.succeeded);
  return answered.length === 0 || answered.some((input) => showsStimulus(input.case, input.answer, dialectOf(spec)));
}
