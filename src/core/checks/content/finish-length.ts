import type { LegacyMismatch as Mismatch } from '../../model/divergence.js';
import { parseJson } from '../../wire/parse-json.js';
import { quote } from '../../wire/quote.js';
import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { requestedChoices, stopSequences, tokenLimit } from '../../dialect/openai-chat/requested.js';
import { bareText } from './bare-text.js';
import { argumentsOf, nameOf } from '../../dialect/openai-chat/read-calls.js';
import { type ReadChoice, isCut, readChoices } from '../../dialect/openai-chat/read-choices.js';
import { readUsage } from '../../dialect/openai-chat/read-usage.js';

/** Tokens that are no text: of the end of a turn, of a template. */
const SPARE_TOKENS = 8;
/** So few tokens fill no context window, which would be another reason to finish with `length`. */
const SMALL_CONTEXT = 1024;

/** An answer that was cut by the token limit says so, and no other does. */
export const finishLength = defineCheck({
  id: 'finish-length',
  title: 'An answer cut by the token limit, and no other, finishes with "length"',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  explain: {
    what: 'Where the token limit cut an answer, `finish_reason` is `length`, whatever the answer was: text or a tool call. That it was cut is seen from a text that breaks off, from arguments that do not parse, or from a prompt that asks for far more. Where only `completion_tokens` equals the limit, a note is told: an answer may end exactly there. All of the text that a prompt asks for, or a whole call, of fewer bytes than the limit has tokens and by its `usage` below the limit, too, was not cut by it.',
    causes:
      'A server whose reason is hard-coded to `stop`, set to `tool_calls` whenever a call was parsed, or `length` unless the end-of-text token of its configuration came.',
    falseAlarm: 'A model may come to its end with the very last token that it is allowed.',
    seen: ['ROCm/FastFlowLM#728', 'vllm-project/vllm#58228', 'ml-explore/mlx-lm#305'],
  },
  applies: (view) => answered(view) && tokenLimit(view.answer) !== null && suspects(view).length > 0,
  *judge(view) {
    for (const { choice, certain } of suspects(view)) {
      if (choice.finish === 'length') {
        if (isShort(view, choice)) yield overstated(view, choice);
        continue;
      }
      yield {
        kind: 'wrong-value',
        at: choice.finishPlace,
        expected: 'finish_reason "length" for an answer that the token limit cut',
        actual: quote(choice.finish, 60),
        ...(certain ? {} : { level: 'note' }),
      };
    }
  },
});

/** The choices that the limit cut, or seems to have cut. */
function suspects({ answer, case: testCase }: CheckInput) {
  const limit = tokenLimit(answer)?.tokens ?? 0;
  const used = readUsage(answer)?.count('completion_tokens') ?? null;
  const full = used === limit * requestedChoices(answer);
  const mayStop = stopSequences(answer).length > 0;
  return readChoices(answer).flatMap((choice) => {
    if (choice.finish === 'length') return [{ choice, certain: true }];
    if (typeof choice.finish !== 'string' || isCut(choice) || mayStop) return [];
    // A limit that is meant to cut leaves a word or two, and those of the text that was to come.
    const rest = restOf(choice, testCase.elicits, testCase.stimulus === 'cut-by-length' ? 1 : 3);
    // A model may end early of its own accord, but not in the middle of a word.
    const midWord = rest !== null && !rest.startsWith(' ') && (full || used === null);
    // The one token of an empty answer may be the end of the text.
    const spent = limit > 1 && saysNothing(choice);
    const broken = hasBrokenCall(choice);
    const cutCall = broken && used === null && testCase.stimulus === 'cut-by-length';
    const certain = midWord || cutCall || (full && (rest !== null || broken || spent));
    return certain || full ? [{ choice, certain }] : [];
  });
}

/** Whether a choice came to its own end, and neither what was counted nor what came can have reached the limit. */
function isShort({ answer, case: { elicits } }: CheckInput, choice: ReadChoice): boolean {
  const limit = tokenLimit(answer)?.tokens ?? 0;
  const usage = readUsage(answer);
  const prompt = usage?.count('prompt_tokens') ?? SMALL_CONTEXT;
  const used = usage?.count('completion_tokens') ?? limit;
  // Some count what was thought in the total alone.
  const total = Math.max(usage?.count('total_tokens') ?? 0, prompt + used);
  if (total - prompt >= limit || total >= SMALL_CONTEXT || !endsItself(choice, elicits)) return false;
  const { content, refusal, calls } = choice;
  const text = [content, refusal, ...calls.flatMap((call) => [nameOf(call), argumentsOf(call)])].join('');
  return new TextEncoder().encode(text).length + SPARE_TOKENS < limit;
}

/** A whole call, or all of the text that was to come. Of other texts a thought that is not shown may have taken the rest. */
function endsItself(choice: ReadChoice, elicits: string | null): boolean {
  const { content, reasoning, calls } = choice;
  if (reasoning !== '') return false;
  if (calls.length > 0) return !hasBrokenCall(choice);
  return elicits !== null && bareText(content) === bareText(elicits);
}

function overstated({ answer }: CheckInput, { finishPlace, calls }: ReadChoice): Mismatch {
  const { parameter, tokens } = tokenLimit(answer) ?? { parameter: '', tokens: 0 };
  return {
    kind: 'wrong-value',
    at: finishPlace,
    expected: `finish_reason "${calls.length > 0 ? 'tool_calls' : 'stop'}" for an answer that no limit cut`,
    actual: `"length" after ${readUsage(answer)?.count('completion_tokens') ?? 0} of ${tokens} tokens (${parameter})`,
  };
}

function hasBrokenCall({ calls }: ReadChoice): boolean {
  return calls.some((call) => 'error' in parseJson(argumentsOf(call)));
}

/** Neither text nor call: reasoning, shown or hidden, took all tokens. */
function saysNothing({ content, refusal, calls }: ReadChoice): boolean {
  return content.trim() === '' && refusal === '' && calls.length === 0;
}

/** What is missing of the text that was to come, where so many words of it came; null where nothing is. */
function restOf({ content }: ReadChoice, elicits: string | null, least: number): string | null {
  const text = bareText(content);
  const wanted = bareText(elicits ?? '');
  const enough = text !== '' && text.split(' ').length >= least;
  const begins = enough && text.length < wanted.length && wanted.startsWith(text);
  return begins ? wanted.slice(text.length) : null;
}
