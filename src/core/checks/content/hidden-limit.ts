import { FEWEST_LONG_WORDS, ROUND_LIMITS, SMALL_CONTEXT } from '../../model/tolerances.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { placeIn, type Output } from '../../dialect/reply.js';
import { answered } from '../answered.js';
import { bareText } from './bare-text.js';

/** An answer to a request without a token limit is not cut. */
export const hiddenLimit = defineCheck({
  id: 'hidden-limit',
  title: 'No limit that the request does not set',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['white-space', 'content-increments', 'stream-end', 'finish-length', 'answer-repeated'],
  explain: {
    what: 'An answer to a request without a token limit is not cut: if it is the beginning of the requested text, it does not finish with `length` below 1,024 tokens, and `completion_tokens` is not a number that servers choose as a default limit (a power of two from 64, or a multiple of 50).',
    causes: 'A server or a gateway with a default limit that the documents do not mention.',
    falseAlarm:
      'A model may end early by itself, with such a number of tokens by chance; a text that ends at a round number is not reported.',
    seen: [
      'microsoft/foundry-local#243',
      'ROCm/FastFlowLM#749',
      'mistralai/mistral-vibe#1118',
      'BerriAI/litellm#30018',
    ],
  },
  applies: (view) => answered(view) && view.requested.limit === null && wantedOf(view) !== null,
  *judge(view) {
    const { reply, requested } = view;
    const used = reply.usage?.output.value ?? null;
    const total = reply.usage?.total.value ?? 0;
    const [output] = reply.outputs;
    const wanted = wantedOf(view);
    if (used === null || output === undefined || wanted === null || requested.outputs > 1) return;
    if (!isBeginning(output, wanted)) return;
    const byLength = output.finish.reason === 'length' && total < SMALL_CONTEXT;
    if (!byLength && !(output.finish.reason === 'stop' && isRound(used, output))) return;
    const end = output.text.text.trimEnd().slice(-20);
    const args = { used, finish: output.finish.raw, end };
    yield { code: 'cut-without-limit', args, at: byLength ? output.finish.place : placeIn(output.text, Infinity) };
  },
});

/** The words of a requested text that is long enough to show a limit; null for other requests. */
function wantedOf({ case: { elicits, origin }, requested: { stop } }: CheckInput): string | null {
  const bare = bareText(elicits ?? '');
  return origin === 'captured' || stop.length > 0 || bare.split(' ').length < FEWEST_LONG_WORDS ? null : bare;
}

/** Whether an output has only the beginning of the requested text. */
function isBeginning({ text, calls }: Output, wanted: string): boolean {
  const bare = bareText(text.text);
  return calls.length === 0 && bare.length >= 20 && bare.length < wanted.length && wanted.startsWith(bare);
}

/** Whether so many tokens are a usual limit. A model that ends by itself does so at a round number. */
function isRound(used: number, { text }: Output): boolean {
  if (ROUND_LIMITS.has(used)) return true;
  const last = Number(/(\d+)\D*$/u.exec(text.text)?.[1] ?? 0);
  return used >= 50 && used % 50 === 0 && last % 5 !== 0;
}
