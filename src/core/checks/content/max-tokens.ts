import { SPARE_WORDS, WORDS_PER_TOKEN } from '../../model/tolerances.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** The token limit is kept. */
export const maxTokens = defineCheck({
  id: 'max-tokens',
  title: 'The token limit is kept',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['out-of-range'],
  consequenceOf: ['content-increments'],
  explainedBy: [{ check: 'text-altered', code: 'text-added', explains: 'limit-exceeded-in-words', inRun: true }],
  showsIgnored: ['limit-exceeded', 'limit-exceeded-in-words'],
  params: {
    type: 'object',
    properties: { parameter: { type: 'string' } },
    additionalProperties: false,
  },
  explain: {
    what: 'An answer has no more tokens than its limit: by its `usage` (the limit times the number of requested outputs), by the number of its `logprobs`, or, without both, by words: more than twice as many words as allowed tokens. `parameter` restricts a claim to one name of the limit.',
    causes: 'A gateway that drops or renames the parameter; an engine that counts one token too few.',
    falseAlarm:
      'An endpoint that counts hidden reasoning in `usage` but does not limit it diverges too: the limit includes reasoning. Tokens that span several words would mislead the count of words.',
    seen: ['EricLBuehler/mistral.rs#1539', 'mofa-org/mofa#1341', 'Continuum-AI-Corp/OrcaRouter-Lite#135'],
  },
  applies(input, binding) {
    const { limit } = input.requested;
    const narrowed = binding.with.parameter;
    if (!answered(input) || limit === null || (narrowed !== undefined && narrowed !== limit.parameter)) return false;
    return reached(input, limit.tokens);
  },
  *judge({ reply, requested }) {
    const { limit, outputs } = requested;
    if (!limit) return;
    const args = { limit: limit.tokens, parameter: limit.parameter };
    const used = reply.usage?.output;
    if (used && used.value !== null && used.value > limit.tokens * outputs) {
      yield { code: 'limit-exceeded', args: { ...args, count: used.value, unit: used.name }, at: used.place };
      return;
    }
    for (const { text, loggedTokens: entries } of reply.outputs) {
      const words = wordsIn(text.text);
      const over = entries > limit.tokens || isTooMany(words, limit.tokens);
      if (!over) continue;
      const at = placeIn(text);
      if (entries > limit.tokens)
        yield { code: 'limit-exceeded', args: { ...args, count: entries, unit: 'tokens in logprobs' }, at };
      else yield { code: 'limit-exceeded-in-words', args: { ...args, count: words, unit: 'words' }, at };
    }
  },
});

/** Whether the answer came as far as the limit: only then does it show anything. */
function reached({ reply }: CheckInput, limit: number): boolean {
  if ((reply.usage?.output.value ?? 0) >= limit) return true;
  return reply.outputs.some(
    ({ finish, text, loggedTokens }) =>
      finish.reason === 'length' || isTooMany(wordsIn(text.text), limit) || loggedTokens > limit,
  );
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

function isTooMany(words: number, limit: number): boolean {
  return words > WORDS_PER_TOKEN * limit + SPARE_WORDS;
}
