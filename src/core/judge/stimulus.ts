import type { Dialect } from '../dialect/dialect.js';
import type { Answer } from '../model/answer.js';
import type { Case, Stimulus } from '../model/case.js';

/** What each stimulus looks like in an answer, where the model played along. */
const SEEN: Readonly<Record<Stimulus, (answer: Answer, testCase: Case) => boolean>> = {
  text: ({ choices }) => choices.some(({ content, refusal }) => hasText(content) || hasText(refusal)),
  'tool-call': ({ choices }) => choices.some(({ toolCalls }) => toolCalls.length > 0),
  'parallel-tool-calls': ({ choices }) => choices.some(({ toolCalls }) => toolCalls.length > 1),
  'cut-by-length': ({ choices }) => choices.some(({ finishReason }) => finishReason === 'length'),
  'stopped-by-sequence': (answer, testCase) => wasStopped(answer, testCase),
  'non-ascii': ({ choices }) => choices.some(({ content }) => /[^\u0000-\u007f]/u.test(content ?? '')),
  'several-outputs': ({ choices }) => choices.length > 1,
};

/** Whether some answer shows the stimulus of the case. A case without one, or one that expects no answer, needs none. */
export function showsStimulus(testCase: Case, answers: readonly Answer[], dialect: Dialect): boolean {
  const stimulus = stimulusOf(testCase, dialect);
  const answered = answers.filter(({ succeeded }) => succeeded);
  if (stimulus === null || testCase.expects === 'refused' || answered.length === 0) return true;
  return answered.some((answer) => SEEN[stimulus](answer, testCase));
}

function stimulusOf({ stimulus }: Case, { stimulusNames }: Dialect): Stimulus | null {
  if (stimulus === null) return null;
  // A recorded plan may name a stimulus that this version does not know.
  const known = Object.keys(SEEN).find((name): name is Stimulus => name === stimulus);
  return stimulusNames.get(stimulus) ?? known ?? null;
}

/**
 * A stop sequence leaves no trace in the text that it ended. It was met where the text is what was asked for up to the
 * sequence, or runs on beyond it. Without a text that was asked for nothing can be told.
 */
function wasStopped(answer: Answer, { elicits }: Case): boolean {
  const stop = answer.request?.['stop'];
  const sequences = (Array.isArray(stop) ? stop : [stop]).filter((each) => typeof each === 'string' && each !== '');
  return answer.choices.some(({ content }) => {
    const text = (content ?? '').toLowerCase();
    return sequences.some((sequence) => {
      const end = String(sequence).toLowerCase();
      if (text.includes(end)) return true;
      const [before] = (elicits ?? '').toLowerCase().split(end, 1);
      return elicits === null ? hasText(content) : before !== undefined && bare(text) === bare(before);
    });
  });
}

/** Letters and digits alone: spaces and punctuation vary from model to model. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function hasText(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}
