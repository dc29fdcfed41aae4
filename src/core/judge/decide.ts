import { dialectOf } from '../dialect/index.js';
import type { Case, Stimulus } from '../model/case.js';
import type { Claim } from '../model/claim.js';
import type { Divergence } from '../model/divergence.js';
import type { CaseResult } from '../model/case-result.js';
import type { Spec } from '../model/spec.js';
import type { CheckInput } from '../dialect/check.js';
import { whyInconclusive, type Inconclusive } from '../checks/outcome/inconclusive.js';
import type { CheckInputs } from './check-inputs.js';
import type { Answer } from '../dialect/answer.js';
import type { PlacedText } from '../dialect/reply.js';
import type { Dialect } from '../dialect/dialect.js';

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
  if (
    !showsStimulus(
      evidence.case,
      inputs.steps.map(({ answer }) => answer),
      dialectOf(evidence.spec),
    )
  ) {
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
  ['BODY_CUT_IN_CAPTURE', 'the capture has the beginning of the body alone'],
  ['LIMIT_INTERIM', 'interim answers (1xx) come without end'],
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

/** What each stimulus looks like in an answer. */
const SHOWN: Readonly<Record<Stimulus, (answer: Answer, testCase: Case) => boolean>> = {
  text: ({ reply }) => reply.outputs.some(({ text, refusal }) => hasText(text) || hasText(refusal)),
  'tool-call': ({ reply }) => reply.outputs.some(({ calls }) => calls.length > 0),
  'parallel-tool-calls': ({ reply }) => reply.outputs.some(({ calls }) => calls.length > 1),
  'cut-by-length': ({ reply }) => reply.outputs.some(({ finish }) => finish.reason === 'length'),
  'stopped-by-sequence': (answer, testCase) => wasStopped(answer, testCase),
  'non-ascii': ({ reply }) => reply.outputs.some(({ text }) => /[^\u0000-\u007f]/u.test(text.text)),
  'several-outputs': ({ reply }) => reply.outputs.length > 1,
};

/** Whether some answer shows the stimulus of the case. A case without one, or one that expects no answer, needs none. */
export function showsStimulus(testCase: Case, answers: readonly Answer[], dialect: Dialect): boolean {
  const stimulus = stimulusOf(testCase, dialect);
  const answered = answers.filter(({ succeeded }) => succeeded);
  if (stimulus === null || testCase.expects === 'refused' || answered.length === 0) return true;
  return answered.some((answer) => SHOWN[stimulus](answer, testCase));
}

function stimulusOf({ stimulus }: Case, { stimulusNames }: Dialect): Stimulus | null {
  if (stimulus === null) return null;
  // A recorded plan may name a stimulus that this version does not know.
  const known = Object.keys(SHOWN).find((name): name is Stimulus => name === stimulus);
  return stimulusNames.get(stimulus) ?? known ?? null;
}

/**
 * Whether a stop sequence was reached. It is not in the text that it ended, so the text is compared with the requested
 * text: it equals it up to the sequence, or continues after it. Without a requested text this is unknown.
 */
function wasStopped(answer: Answer, { elicits }: Case): boolean {
  return answer.reply.outputs.some((output) => {
    const text = output.text.text.toLowerCase();
    return answer.requested.stop.some((sequence) => {
      const end = sequence.toLowerCase();
      if (text.includes(end)) return true;
      const [before] = (elicits ?? '').toLowerCase().split(end, 1);
      return elicits === null ? hasText(output.text) : before !== undefined && bare(text) === bare(before);
    });
  });
}

/** Letters and digits alone: spaces and punctuation vary from model to model. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function hasText({ text }: PlacedText): boolean {
  return text.trim() !== '';
}
