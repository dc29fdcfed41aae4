import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { requestedChoices, tokenLimit } from '../../dialect/openai-chat/requested.js';
import { logprobEntries } from '../../dialect/openai-chat/read-logprobs.js';
import { readUsage } from '../../dialect/openai-chat/read-usage.js';
import { contentPlace, readChoices } from '../../dialect/openai-chat/read-choices.js';

/** The token limit is kept. */
export const maxTokens = defineCheck({
  id: 'max-tokens',
  title: 'The token limit is kept',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['out-of-range'],
  params: {
    type: 'object',
    properties: { parameter: { enum: ['max_tokens', 'max_completion_tokens'] } },
    additionalProperties: false,
  },
  explain: {
    what: 'With `max_tokens` or `max_completion_tokens` an answer has no more tokens than that: by its own `usage` (the limit times `n`), by the number of its `logprobs`, or, where neither tells, by words: more than twice as many as tokens were allowed. `parameter` narrows a claim to one of the two.',
    causes: 'A gateway that drops or renames the parameter; an engine that counts one too few.',
    falseAlarm:
      'An endpoint that counts hidden reasoning in `usage` but does not limit it breaks its word, too: the limit covers it. Tokens that span several words would fool the count of words.',
    seen: ['EricLBuehler/mistral.rs#1539', 'mofa-org/mofa#1341', 'Continuum-AI-Corp/OrcaRouter-Lite#135'],
  },
  applies(view, binding) {
    const limit = tokenLimit(view.answer, 0);
    const narrowed = binding.with['parameter'];
    if (!answered(view) || limit === null || (narrowed !== undefined && narrowed !== limit.parameter)) return false;
    return reached(view, limit.tokens);
  },
  *judge({ answer }) {
    const limit = tokenLimit(answer, 0);
    if (!limit) return;
    const expected = `at most ${limit.tokens} tokens (${limit.parameter})`;
    const usage = readUsage(answer);
    const used = usage?.count('completion_tokens') ?? null;
    if (usage && used !== null && used > limit.tokens * requestedChoices(answer)) {
      yield { kind: 'out-of-range', at: usage.at('/completion_tokens'), expected, actual: `${used} completion_tokens` };
      return;
    }
    for (const choice of readChoices(answer)) {
      const entries = logprobEntries(choice).length;
      const words = wordsIn(choice.content);
      const over = entries > limit.tokens || isTooMany(words, limit.tokens);
      if (!over) continue;
      const actual = entries > limit.tokens ? `${entries} tokens in logprobs` : `${words} words`;
      yield { kind: 'out-of-range', at: contentPlace(choice), expected, actual };
    }
  },
});

/** Whether the answer came as far as the limit: only then does it show anything. */
function reached({ answer }: CheckInput, limit: number): boolean {
  const used = readUsage(answer)?.count('completion_tokens') ?? 0;
  return (
    used >= limit ||
    readChoices(answer).some((choice) => choice.finish === 'length' || isTooMany(wordsIn(choice.content), limit)) ||
    readChoices(answer).some((choice) => logprobEntries(choice).length > limit)
  );
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function isTooMany(words: number, limit: number): boolean {
  return words > 2 * limit + 2;
}
