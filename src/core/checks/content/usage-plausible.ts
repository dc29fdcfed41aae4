import type { LegacyMismatch as Mismatch } from '../../model/divergence.js';
import { member } from '../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { requestedChoices, tokenLimit } from '../../dialect/openai-chat/requested.js';
import { readChoices } from '../../dialect/openai-chat/read-choices.js';
import { type ReadUsage, readUsage } from '../../dialect/openai-chat/read-usage.js';

/** A limit so small that only it can have cut the answer: the context window is always larger. */
const SMALL_LIMIT = 256;

/** The members of usage of which claims speak; the first stands for usage as a whole, too. */
const MEMBERS = ['completion_tokens', 'prompt_tokens', 'completion_tokens_details', 'prompt_tokens_details'];

/** The counts can be true. */
export const usagePlausible = defineCheck({
  id: 'usage-plausible',
  title: 'The counts of usage can be true',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['out-of-range', 'wrong-value', 'inconsistent'],
  params: { type: 'object', properties: { of: { enum: [...MEMBERS] } }, additionalProperties: false },
  consequenceOf: ['answer-not-empty', 'finish-length'],
  explain: {
    what: 'No count is negative; a prompt, and an answer with text or a call, have tokens; reasoning is no more than the completion, what was cached no more than the prompt, where the documents break the counts down; an answer that was cut by a small token limit has exactly that many tokens, and several choices have the tokens of all of them. That the limit is kept is judged by `max-tokens`. `of` says which member of usage the claim speaks of.',
    causes:
      'A gateway that has no counts and fills in zeros; reasoning that is counted apart; an engine that does not count its last token, or only the first of `n` choices.',
    falseAlarm: 'An endpoint that counts cached tokens apart from the prompt, and has all of it cached, may report 0.',
    seen: [
      'matthewhand/open-swarm#141',
      'lmstudio-ai/lmstudio-bug-tracker#2335',
      'router-for-me/CLIProxyAPI#5733',
      'justlovemaki/AIClient2API#305',
      'mudler/LocalAI#1744',
    ],
  },
  applies: (view) => answered(view) && readUsage(view.answer) !== null,
  *judge(view, { with: given }) {
    const told = judgeCounts(view);
    yield* given['of'] === undefined ? told : told.filter((each) => memberOf(each) === given['of']);
  },
});

/** The member of usage that a mismatch is about. */
function memberOf({ at }: Mismatch): string | undefined {
  const name = 'pointer' in at ? at.pointer.split('/')[2] : undefined;
  return MEMBERS.find((each) => each === name) ?? MEMBERS[0];
}

function judgeCounts(view: CheckInput): readonly Mismatch[] {
  const usage = readUsage(view.answer);
  if (!usage) return [];
  const negative = ['prompt_tokens', 'completion_tokens', 'total_tokens'].filter(
    (name) => (usage.count(name) ?? 0) < 0,
  );
  if (negative.length > 0)
    return negative.map((name) => ({
      kind: 'out-of-range',
      at: usage.at(`/${name}`),
      expected: 'a count of tokens from 0',
      actual: `${usage.count(name)}`,
    }));
  return (
    partsMismatch(view, usage) ??
    zeroMismatch(view, usage) ??
    shortMismatch(view, usage) ??
    fewMismatch(view, usage) ??
    []
  );
}

/** A part that is larger than the whole, where the documents call it a part. */
function partsMismatch({ spec }: CheckInput, usage: ReadUsage): Mismatch[] | null {
  const documented = member(member(member(spec.schemas.response, 'properties'), 'usage'), 'properties');
  const told = [
    ['completion_tokens', 'completion_tokens_details', 'reasoning_tokens'],
    ['prompt_tokens', 'prompt_tokens_details', 'cached_tokens'],
  ].flatMap(([whole = '', details = '', part = '']): Mismatch[] => {
    if (documented !== undefined && member(documented, details) === undefined) return [];
    const [all, some] = [usage.count(whole), usage.count(details, part)];
    if (all === null || some === null || some <= all) return [];
    const expected = `no more than the ${all} ${whole}`;
    return [{ kind: 'inconsistent', at: usage.at(`/${details}/${part}`), expected, actual: `${some} ${part}` }];
  });
  return told.length > 0 ? told : null;
}

/** No tokens for a prompt, or for an answer that holds something. */
function zeroMismatch({ answer }: CheckInput, usage: ReadUsage): Mismatch[] | null {
  const holdsSomething = readChoices(answer).some(({ content, calls }) => content.trim() !== '' || calls.length > 0);
  const zero = [
    ...(usage.count('prompt_tokens') === 0 ? ['prompt_tokens'] : []),
    ...(usage.count('completion_tokens') === 0 && holdsSomething ? ['completion_tokens'] : []),
  ];
  const [name] = zero;
  if (name === undefined) return null;
  const expected = zero.length > 1 ? 'usage with tokens of the prompt and of the answer' : `${name} above 0`;
  const at = usage.at(zero.length > 1 ? '' : `/${name}`);
  return [{ kind: 'wrong-value', at, expected, actual: `0 ${zero.join(', 0 ')}` }];
}

/** Of several choices fewer tokens than they have words: those of one alone were counted. */
function fewMismatch({ answer }: CheckInput, usage: ReadUsage): Mismatch[] | null {
  const used = usage.count('completion_tokens');
  const words = readChoices(answer).map(({ content }) => content.match(/\p{L}[\p{L}\p{N}'’]*/gu)?.length ?? 0);
  const all = words.reduce((sum, count) => sum + count, 0);
  // The longest by itself may come out: a tokenizer whose tokens span words would not be told from this one.
  if (used === null || words.length < 2 || used >= all || Math.max(...words) > used) return null;
  const expected = `tokens of all ${words.length} choices, which have ${all} words`;
  return [{ kind: 'inconsistent', at: usage.at('/completion_tokens'), expected, actual: `${used} completion_tokens` }];
}

/** Fewer tokens than the limit that cut the answer. */
function shortMismatch({ answer }: CheckInput, usage: ReadUsage): Mismatch[] | null {
  const limit = tokenLimit(answer);
  const n = requestedChoices(answer);
  const choices = readChoices(answer);
  const used = usage.count('completion_tokens');
  if (limit === null || limit.tokens > SMALL_LIMIT || used === null || used >= limit.tokens * n) return null;
  if (choices.length !== n || choices.some(({ finish }) => finish !== 'length')) return null;
  // Reasoning that is counted apart may have used up the limit; whether it may be is for other claims to say.
  if (
    choices.some(({ content, calls, reasoning }) => reasoning !== '' || (content.trim() === '' && calls.length === 0))
  )
    return null;
  const expected = `${limit.tokens * n} completion_tokens: the limit (${limit.parameter}) cut the answer`;
  return [{ kind: 'inconsistent', at: usage.at('/completion_tokens'), expected, actual: `${used}` }];
}
