import type { Answer } from '../dialect/answer.js';
import type { Declined, Dialect } from '../dialect/dialect.js';
import type { PlacedText } from '../dialect/reply.js';
import type { Case, Stimulus } from '../model/case.js';

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

/** Whether an answer shows the stimulus of the case. A case without one, or one that expects no answer, needs none. */
export function showsStimulus(testCase: Case, answer: Answer, dialect: Dialect): boolean {
  const stimulus = stimulusOf(testCase, dialect);
  return stimulus === null || testCase.expects === 'refused' || SHOWN[stimulus](answer, testCase);
}

/** What an answer without the stimulus of the case shows instead; null for an answer that shows it. */
export function declinedOf(testCase: Case, answer: Answer, dialect: Dialect): Omit<Declined, 'promises'> | null {
  const stimulus = stimulusOf(testCase, dialect);
  if (stimulus === null || showsStimulus(testCase, answer, dialect)) return null;
  const [output] = answer.reply.outputs;
  return {
    stimulus,
    elicits: testCase.elicits,
    text: output?.text.text ?? '',
    cut: output?.finish.reason === 'length',
  };
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
