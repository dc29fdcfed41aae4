import {
  FEWEST_CUT_WORDS,
  FEWEST_LONG_WORDS,
  ROUND_ENDING,
  ROUND_LIMITS,
  ROUND_STEP,
  SHORTEST_BEGINNING,
  SMALL_CONTEXT,
} from '../../model/tolerances.js';
import { dialectOf } from '../../dialect/index.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { placeIn, type Output } from '../../dialect/reply.js';
import type { Requested } from '../../dialect/requested.js';
import { answered } from '../answered.js';
import { bareText } from './bare-text.js';

/** An answer is not cut by a token limit that the request does not set. */
export const hiddenLimit = defineCheck({
  id: 'hidden-limit',
  title: 'No limit that the request does not set',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['white-space', 'content-increments', 'stream-end', 'finish-length', 'answer-repeated'],
  explain: {
    what: 'An answer to a request without a token limit is not cut: if it is the beginning of the requested text, it does not finish with `length` below 1,024 tokens, and `completion_tokens` is not a number that servers choose as a default limit (a power of two from 32, or a multiple of 50). A stream without `usage` is judged by the number of its pieces. With a limit, an answer is not cut at such a number below it.',
    causes: 'A server or a gateway with a default limit, or a highest one, that the documents do not mention.',
    falseAlarm:
      'A model may end early by itself, with such a number of tokens by chance; a text that ends at a round number is not reported.',
    seen: [
      'microsoft/foundry-local#243',
      'ROCm/FastFlowLM#749',
      'mistralai/mistral-vibe#1118',
      'BerriAI/litellm#30018',
    ],
  },
  applies: (input) => answered(input) && input.requested.outputs === 1 && wantedOf(input) !== null,
  *judge(input) {
    const { reply, requested } = input;
    const [output] = reply.outputs;
    const wanted = wantedOf(input);
    if (output === undefined || wanted === null || !isBeginning(output, wanted)) return;
    const counted = reply.usage?.output.value ?? null;
    // Many servers send a piece for each token.
    const used = counted ?? output.text.pieces.length;
    const isCut = output.finish.reason === 'length' || output.finish.reason === 'stop';
    const byLength = isAdmitted(input, output);
    // A stream that loses its last piece has a round number of them by chance.
    const isLast =
      counted === null &&
      output.finish.reason === 'stop' &&
      wordsIn(wanted) - wordsIn(bareText(output.text.text)) < FEWEST_CUT_WORDS;
    if (!byLength && !(isCut && !isLast && isBelow(requested.limit, used) && isRound(used, output))) return;
    const args = {
      used,
      unit: counted === null ? 'pieces' : 'tokens',
      limit: requested.limit,
      member: dialectOf(input.spec).finish.member,
      finish: output.finish.raw,
      end: output.text.text.trimEnd().slice(-20),
    };
    if (byLength) yield { code: 'cut-without-limit', args, at: output.finish.place };
    // No sentence says that an answer which ended by itself is complete.
    else yield { code: 'cut-without-limit', args, at: placeIn(output.text, Infinity), level: 'should' };
  },
});

/** Whether an answer says itself that a limit cut it, although the request has none. */
function isAdmitted({ reply: { usage }, requested }: CheckInput, { finish }: Output): boolean {
  const total = usage?.total.value ?? 0;
  return requested.limit === null && usage?.output.value != null && finish.reason === 'length' && total < SMALL_CONTEXT;
}

function wordsIn(bare: string): number {
  return bare.split(' ').length;
}

function isBelow(limit: Requested['limit'], used: number): boolean {
  return limit === null || used < limit.tokens;
}

/** The words of a requested text that is long enough to show a limit; null for other requests. */
function wantedOf({ case: { elicits, origin }, requested: { stop } }: CheckInput): string | null {
  const bare = bareText(elicits ?? '');
  return origin === 'captured' || stop.length > 0 || wordsIn(bare) < FEWEST_LONG_WORDS ? null : bare;
}

/** Whether an output has only the beginning of the requested text, and does not say with dots that it leaves out the rest. */
function isBeginning({ text, calls }: Output, wanted: string): boolean {
  const bare = bareText(text.text);
  if (/(?:\.\.|…)\s*$/u.test(text.text)) return false;
  const isPart = bare.length >= SHORTEST_BEGINNING && bare.length < wanted.length;
  return calls.length === 0 && isPart && wanted.startsWith(bare);
}

/** Whether so many tokens are a usual limit. A model that ends by itself does so at a round number, and not with a comma. */
function isRound(used: number, { text }: Output): boolean {
  if (ROUND_LIMITS.has(used)) return true;
  const last = Number(/(\d+)\D*$/u.exec(text.text)?.[1] ?? 0);
  return used >= ROUND_STEP && used % ROUND_STEP === 0 && (last % ROUND_ENDING !== 0 || /,\s*$/u.test(text.text));
}
