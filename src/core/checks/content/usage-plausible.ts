import type { Mismatch } from '../../dialect/messages.js';
import { member } from '../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import type { Count, Usage } from '../../dialect/reply.js';
import { memoize } from '../../model/memoize.js';
import {
  HELD_BACK,
  HIDDEN_PROMPT,
  HIDDEN_TOOL_PROMPT,
  SMALL_LIMIT,
  SPARE_WORDS,
  WORDS_PER_TOKEN,
} from '../../model/tolerances.js';

/** The counts in usage are plausible. */
export const usagePlausible = defineCheck({
  id: 'usage-plausible',
  title: 'The counts in usage are plausible',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['out-of-range', 'wrong-value', 'inconsistent'],
  params: { type: 'object', properties: { of: { type: 'string' } }, additionalProperties: false },
  consequenceOf: ['answer-not-empty', 'finish-length'],
  // A text that was added to the answer is not counted.
  explainedBy: ['words-not-counted', 'outputs-not-counted'].flatMap((explains) => [
    { check: 'answer-repeated', explains },
    { check: 'special-tokens', explains },
    { check: 'text-altered', code: 'text-added', explains, inRun: true as const },
  ]),
  explain: {
    what: 'No count is negative. Prompt and non-empty answers have at least one token. `reasoning_tokens` ≤ `completion_tokens` and `cached_tokens` ≤ `prompt_tokens`, if the documents define these parts. An answer that a small limit cut has exactly that many tokens (one fewer, or 3 %, is a note: a server may hold back the tokens of an incomplete character), and several outputs count the tokens of all. An answer has at least as many tokens as words (up to 2 words a token are a `should`). A text prompt has no more tokens than the request has bytes, apart from a chat template of up to 1,000 tokens, or 1,400 with tools (more is a `should`; in captures, whose models may add results of tools, a note). The check `max-tokens` judges the limit. `of` names the member of usage that a claim is about.',
    causes:
      'A gateway without counts that fills in zeros, or that adds its own prompt; reasoning that is counted separately; an engine that does not count its last token, only the first of `n` outputs, or chunks instead of tokens.',
    falseAlarm: 'An endpoint that counts cached tokens separately, with the whole prompt cached, may report 0.',
    seen: [
      'matthewhand/open-swarm#141',
      'lmstudio-ai/lmstudio-bug-tracker#2335',
      'router-for-me/CLIProxyAPI#5733',
      'justlovemaki/AIClient2API#305',
      'mudler/LocalAI#1744',
    ],
  },
  applies: (input) => answered(input) && input.reply.usage !== null,
  *judge(input, { with: given }) {
    const mismatches = judgeCounts(input);
    yield* given.of === undefined
      ? mismatches
      : mismatches.filter((each) => memberOf(each, input.reply.usage) === given.of);
  },
});

/** The member of usage that a mismatch is about: for usage as a whole, and for its total, the count of the output. */
function memberOf({ at }: Mismatch, usage: Usage | null): string | undefined {
  const name = 'pointer' in at ? at.pointer.split('/')[2] : undefined;
  return name === undefined || name === usage?.total.name ? usage?.output.name : name;
}

/** Several claims name this check, each for one of the counts. */
const judgeCounts = memoize((input: CheckInput): readonly Mismatch[] => {
  const { usage } = input.reply;
  if (!usage) return [];
  const negative = [usage.input, usage.output, usage.total].filter(({ value }) => (value ?? 0) < 0);
  if (negative.length > 0)
    return negative.map(({ name, value, place }) => ({
      code: 'count-negative',
      args: { name, count: value },
      at: place,
    }));
  return (
    partsMismatch(input, usage) ??
    zeroMismatch(input, usage) ??
    excessMismatch(input, usage) ??
    shortMismatch(input, usage) ??
    fewMismatch(input, usage) ??
    []
  );
});

/** A part that is larger than its total, if the documents call it a part. */
function partsMismatch({ spec }: CheckInput, usage: Usage): Mismatch[] | null {
  const documented = member(member(member(spec.schemas.response, 'properties'), 'usage'), 'properties');
  const found = [[usage.output, usage.reasoning] as const, [usage.input, usage.cached] as const].flatMap(
    ([all, part]): Mismatch[] => {
      const details = 'pointer' in part.place ? (part.place.pointer.split('/')[2] ?? '') : '';
      if (documented !== undefined && member(documented, details) === undefined) return [];
      if (all.value === null || part.value === null || part.value <= all.value) return [];
      const args = { total: all.name, all: all.value, part: part.name, some: part.value };
      return [{ code: 'part-exceeds-whole', args, at: part.place }];
    },
  );
  return found.length > 0 ? found : null;
}

/** No tokens for a prompt, or for a non-empty answer. */
function zeroMismatch({ reply }: CheckInput, usage: Usage): Mismatch[] | null {
  const holdsSomething = reply.outputs.some(({ text, calls }) => text.text.trim() !== '' || calls.length > 0);
  const zero = [
    ...(usage.input.value === 0 ? [usage.input] : []),
    ...(usage.output.value === 0 && holdsSomething ? [usage.output] : []),
  ];
  const [first, second] = zero;
  if (first === undefined) return null;
  const args = { names: zero.map(({ name }) => name) };
  return [{ code: 'count-zero', args, at: second ? usage.place : first.place }];
}

/**
 * Far more prompt tokens than the request has bytes: somebody added to the prompt. Images have other sizes. The model of a
 * capture may be a documented system that adds the results of tools, such as `compound-beta` of Groq.
 */
function excessMismatch(
  { answer, case: { origin }, requested: { prompt, tools } }: CheckInput,
  { input }: Usage,
): Mismatch[] | null {
  const bytes = new TextEncoder().encode(answer.exchange.request.body ?? '').length;
  const isText = prompt.messages.length > 0 && prompt.messages.every(({ media }) => media.length === 0);
  const template = tools.length > 0 ? HIDDEN_TOOL_PROMPT : HIDDEN_PROMPT;
  if (!isText || input.value === null || input.value <= bytes + template) return null;
  return [
    {
      code: 'count-excessive',
      args: { name: input.name, count: input.value, bytes },
      at: input.place,
      level: origin === 'captured' ? 'note' : 'should',
    },
  ];
}

/** Fewer tokens than words: of several outputs only one was counted, or chunks were counted instead of tokens. */
function fewMismatch({ reply: { outputs } }: CheckInput, { output: used }: Usage): Mismatch[] | null {
  const words = outputs.map(({ text }) => text.text.match(/\p{L}[\p{L}\p{N}'’]*/gu)?.length ?? 0);
  const all = words.reduce((sum, count) => sum + count, 0);
  if (used.value === null || used.value >= all) return null;
  if (words.length < 2) return shortOfWords(outputs[0]?.text.text ?? '', used);
  // If the longest output has more words than tokens, the tokens may span several words: not evidence of this fault.
  if (Math.max(...words) > used.value) return null;
  const args = { outputs: words.length, words: all, name: used.name, used: used.value };
  return [{ code: 'outputs-not-counted', args, at: used.place }];
}

/**
 * One output with fewer tokens than words. Tokenizers split text at white space first, so that a token holds one word;
 * some newer ones join two.
 */
function shortOfWords(text: string, used: Count): Mismatch[] | null {
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
  if (used.value === null || used.value + SPARE_WORDS >= words) return null;
  const isCertain = used.value * WORDS_PER_TOKEN + SPARE_WORDS < words;
  const args = { words, name: used.name, used: used.value };
  return [{ code: 'words-not-counted', args, at: used.place, level: isCertain ? undefined : 'should' }];
}

/** Fewer tokens than the limit that cut the answer. */
function shortMismatch({ reply, requested }: CheckInput, { output: used }: Usage): Mismatch[] | null {
  const { limit, outputs: n } = requested;
  if (limit === null || limit.tokens === 0 || limit.tokens > SMALL_LIMIT) return null;
  if (used.value === null || used.value >= limit.tokens * n) return null;
  const { outputs } = reply;
  if (outputs.length !== n || outputs.some(({ finish }) => finish.reason !== 'length')) return null;
  // Reasoning that is counted apart may have used up the limit; whether it may be is for other claims to say.
  const thinks = outputs.some(
    ({ text, calls, reasoning }) => reasoning.text !== '' || (text.text.trim() === '' && calls.length === 0),
  );
  if (thinks) return null;
  const args = { wanted: limit.tokens * n, parameter: limit.parameter, name: used.name, used: used.value };
  const isHeldBack = used.value >= (limit.tokens - Math.max(1, limit.tokens * HELD_BACK)) * n;
  return [{ code: 'count-below-limit', args, at: used.place, level: isHeldBack ? 'note' : undefined }];
}
