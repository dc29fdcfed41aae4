import { message } from '../../../messages/message.js';
import type { Json } from '../../../model/json.js';
import { count, escapeUnseen, quote, shorten } from '../../../wire/quote.js';

const NO_REASONING = 'no reasoning (reasoning_effort "none")';
const LOGPROBS = 'logprobs.content with an entry for each token (logprobs: true)';

/** Words of the checks on parameters that shape a choice: response_format, logprobs, reasoning_effort, service_tier; and on created. */
export const choiceMessages = {
  'format-not-json': message<{ type: string; text: string }>({
    kind: 'ignored',
    title: ({ type }) => `The text is not JSON, although response_format is ${type}`,
    expected: ({ type }) => `text that is one JSON document (response_format ${type})`,
    actual: ({ text }) => quote(text),
  }),
  'format-not-object': message<{ text: string }>({
    kind: 'ignored',
    title: 'The text is JSON, but not an object',
    expected: 'text that is a JSON object',
    actual: ({ text }) => quote(text),
  }),
  'format-misfit': message<{ errors: readonly string[] }>({
    kind: 'ignored',
    title: 'The text does not fit the schema of response_format',
    expected: 'text that fits the JSON schema of response_format',
    actual: ({ errors }) => escapeUnseen(shorten(errors.join('; '), 300)),
  }),
  'logprobs-unrequested': message<{ entries: number }>({
    kind: 'unexpected',
    title: 'The answer has logprobs, although they were not requested',
    expected: 'no logprobs without logprobs: true',
    actual: ({ entries }) => `${entries} ${entries === 1 ? 'entry' : 'entries'}`,
  }),
  'logprobs-missing': message({
    kind: 'ignored',
    title: 'The answer has no logprobs, although logprobs is true',
    expected: LOGPROBS,
    actual: 'no logprobs',
  }),
  'logprobs-form': message<{ fields: readonly string[] }>({
    kind: 'missing-field',
    title: 'logprobs has no content',
    expected: LOGPROBS,
    actual: ({ fields }) => `logprobs with ${quote(fields)}`,
  }),
  'logprob-positive': message<{ logprob: number }>({
    kind: 'out-of-range',
    title: ({ logprob }) => `A logprob is ${quote(logprob)}`,
    expected: 'a logprob of 0 or less',
    actual: ({ logprob }) => quote(logprob),
  }),
  'token-raw': message<{ token: string }>({
    kind: 'wrong-value',
    title: 'A token is a raw vocabulary piece',
    expected: 'the text of the token',
    actual: ({ token }) => `a raw vocabulary piece, ${quote(token, 40)}`,
  }),
  'token-bytes': message<{ token: string; bytes: readonly number[] }>({
    kind: 'inconsistent',
    title: ({ token }) => `The bytes of the token ${quote(token, 40)} are not its UTF-8`,
    expected: ({ token }) => `the UTF-8 bytes of the token ${quote(token, 40)}`,
    actual: ({ bytes }) => quote(bytes, 60),
  }),
  'tokens-differ': message<{ text: string; tokens: string }>({
    kind: 'inconsistent',
    title: 'The tokens in logprobs do not join to the text',
    expected: ({ text }) => `tokens that join to the text, ${quote(text, 60)}`,
    actual: ({ tokens }) => quote(tokens, 60),
  }),
  'alternatives-type': message<{ value: Json | undefined }>({
    kind: 'wrong-type',
    title: ({ value }) => `top_logprobs is ${quote(value, 60)}`,
    expected: 'an array of top_logprobs',
    actual: ({ value }) => quote(value),
  }),
  'alternatives-extra': message<{ most: number; got: number }>({
    kind: 'unexpected',
    title: ({ most, got }) => `A token has ${got} top_logprobs; ${most} were requested`,
    expected: ({ most }) =>
      most > 0
        ? `at most ${most} top_logprobs for each token`
        : 'an empty list of top_logprobs, because none is requested',
    actual: ({ got }) => `${got}`,
  }),
  'alternatives-shared': message<{ tokens: number }>({
    kind: 'inconsistent',
    title: 'All tokens have the same top_logprobs',
    expected: 'the alternatives for each token',
    actual: ({ tokens }) => `the same for all ${count(tokens, 'token')}`,
  }),
  'alternatives-empty': message<{ most: number }>({
    kind: 'ignored',
    title: 'top_logprobs is empty for every token',
    expected: ({ most }) => `${most} top_logprobs for each token`,
    actual: 'an empty list for every token',
  }),
  'created-far': message<{ created: number; years: number }>({
    kind: 'wrong-value',
    title: ({ years }) => `created is ${years} years off`,
    expected: 'the time of the response',
    actual: ({ created, years }) => `${created}, ${years} years off`,
  }),
  'created-later': message<{ created: number; ahead: number }>({
    kind: 'wrong-value',
    title: 'created is later than the Date header of the response',
    expected: 'a time at which the completion was created, before it was sent',
    actual: ({ created, ahead }) => `${created}, ${Math.round(ahead / 60)} minutes later`,
  }),
  'created-unit': message<{ created: number; isLarge: boolean }>({
    kind: 'wrong-value',
    title: ({ created, isLarge }) => (isLarge ? 'created is not in seconds' : `created is ${created}`),
    expected: 'created in seconds since 1970',
    actual: ({ created, isLarge }) => `${created}${isLarge ? ', in milliseconds or a smaller unit' : ''}`,
  }),
  'reasoning-text': message<{ text: string }>({
    kind: 'ignored',
    title: 'The answer has reasoning, although reasoning_effort is "none"',
    expected: NO_REASONING,
    actual: ({ text }) => quote(text, 80),
  }),
  'reasoning-tokens': message<{ tokens: number }>({
    kind: 'ignored',
    title: ({ tokens }) => `usage counts ${count(tokens, 'reasoning token')}, although reasoning_effort is "none"`,
    expected: NO_REASONING,
    actual: ({ tokens }) => count(tokens, 'reasoning token'),
  }),
  'tier-missing': message<{ type: string }>({
    kind: 'missing-field',
    title: 'service_tier is missing, although the request set it',
    expected: 'the tier that processed the request',
    actual: ({ type }) => type,
  }),
};
