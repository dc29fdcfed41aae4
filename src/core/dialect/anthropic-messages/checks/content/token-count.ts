import { COUNT_MARGIN, COUNT_SPARE } from '../../../../model/tolerances.js';
import type { Answer } from '../../../answer.js';
import { comparePrompts } from '../../../../checks/content/compare-prompts.js';
import { type CheckInput, defineCheck } from '../../../check.js';

/** The token count is close to the usage of the same message. */
export const tokenCount = defineCheck({
  id: 'token-count',
  title: 'The token count is close to the usage of the same message',
  stage: 'meaning',
  scope: 'case',
  kinds: ['inconsistent'],
  consequenceOf: ['usage-plausible', 'schema'],
  explain: {
    what: 'The `input_tokens` of `count_tokens` differ from the input tokens of a message with the same inputs by a small amount. A divergence is reported only if one is more than half as much again as the other, and they differ by more than 16.',
    causes: 'A gateway that estimates by characters, counts only the messages, or always returns the same number.',
    falseAlarm: 'The documents call the count an estimate; the margin is wide for that reason.',
    seen: ['router-for-me/CLIProxyAPI#3628'],
  },
  applies: (input) => countsOf(input) !== null,
  *judge(input) {
    const counts = countsOf(input);
    if (counts === null) return;
    const { count, used, place } = counts;
    const [low, high] = [Math.min(count, used), Math.max(count, used)];
    if (high - low <= COUNT_SPARE || high <= low * COUNT_MARGIN) return;
    yield { code: 'token-count-differs', args: { count, used }, at: place };
  },
});

function countsOf({ answer, answers }: CheckInput) {
  const counting = [answer, ...answers].find(({ operation, status }) => operation === 'count-tokens' && status === 200);
  const message = answers.find(
    (each) => each.operation === 'generate' && each.succeeded && counting !== undefined && isSamePrompt(each, counting),
  );
  const count = counting?.reply.usage?.input;
  const used = message?.reply.usage?.input.value ?? null;
  if (count === undefined || count.value === null || used === null) return null;
  // The report names a place of the last answer; a count that came before it is in another one.
  const place = counting === answer ? count.place : (message?.reply.usage?.input.place ?? count.place);
  return { count: count.value, used, place };
}

function isSamePrompt({ requested: one }: Answer, { requested: other }: Answer): boolean {
  return one.model === other.model && comparePrompts(one.prompt, other.prompt)?.kind === 'same';
}
