import type { Json } from '../model/json.js';
import { count as countOf, quote } from '../wire/quote.js';
import { message } from './message.js';

const OWN_ID = 'an id that no other answer has';

export interface TokenLimit {
  readonly limit: number;
  readonly parameter: string;
}

/** A text that is not as the prompt dictates it, and what happened to it: a sentence. */
export interface AlteredText {
  readonly title: string;
  readonly text: string;
  readonly wanted: string;
}

const alteredText = message<AlteredText>({
  kind: 'wrong-value',
  title: ({ title }) => title,
  expected: ({ wanted }) => `the text as the prompt has it: ${quote(wanted, 60)}`,
  actual: ({ text }) => quote(text, 60),
});

const limitExceeded = message<TokenLimit & { count: number; unit: string }>({
  kind: 'out-of-range',
  title: ({ parameter }) => `The answer exceeds ${parameter}`,
  expected: ({ limit, parameter }) => `at most ${countOf(limit, 'token')} (${parameter})`,
  actual: ({ count, unit }) => `${count} ${unit}`,
});

/** Words of the checks on the content of an answer: its text, its end, its identity. */
export const contentMessages = {
  'text-cumulative': message<{ first: string; again: string }>({
    kind: 'repeated',
    title: 'Deltas repeat the text of earlier ones',
    expected: 'only new text in each piece',
    actual: ({ first, again }) => `${quote(again, 60)} after ${quote(first, 60)}`,
  }),
  'answer-empty': message<{ reasoning: string }>({
    kind: 'wrong-value',
    title: ({ reasoning }) => (reasoning === '' ? 'The answer is empty' : 'The answer has reasoning but no content'),
    expected: 'text, a refusal or a tool call',
    actual: ({ reasoning }) => (reasoning === '' ? 'an empty answer' : `only reasoning: ${quote(reasoning, 60)}`),
  }),
  'text-repeated': message<{ text: string }>({
    kind: 'repeated',
    title: 'The text of the answer is repeated',
    expected: 'the text of the answer once',
    actual: ({ text }) => `twice ${quote(text, 60)}`,
  }),
  'text-misread': message<{ character: string; as: string; text: string }>({
    kind: 'malformed-utf8',
    title: ({ character, as }) => `The text has ${quote(as)} instead of ${quote(character)}`,
    expected: 'text that is decoded as UTF-8 once',
    actual: ({ character, as, text }) => `${quote(as)} for ${quote(character)} in ${quote(text, 60)}`,
  }),
  'white-space-lost': message<{ words: readonly string[]; text: string; lost: number }>({
    kind: 'wrong-value',
    title: ({ lost }) => `The text has no white space between ${lost + 1} of its words`,
    expected: ({ words }) => `the white space between the words: ${quote(words.join(' '), 60)}`,
    actual: ({ text }) => quote(text, 60),
  }),
  'text-escaped': message<{ form: string; text: string; wanted: string }>({
    kind: 'wrong-value',
    title: ({ form }) => `Text is escaped as ${form}`,
    expected: ({ wanted }) => `the text as the prompt has it: ${quote(wanted, 60)}`,
    actual: ({ text }) => quote(text, 60),
  }),
  'text-altered': alteredText,
  'text-cut': alteredText,
  'characters-escaped': alteredText,
  'text-added': message<{ before: string; after: string; text: string; wanted: string }>({
    kind: 'wrong-value',
    title: ({ before, after }) =>
      before.trim() === ''
        ? `${quote(after, 40)} is added after the text`
        : `${quote(before, 40)} is added before the text`,
    expected: ({ wanted }) => `the text as the model wrote it: ${quote(wanted, 60)}`,
    actual: ({ text }) => quote(text, 60),
  }),
  'answer-of-another': message<{ text: string; other: string }>({
    kind: 'wrong-value',
    title: 'The answer belongs to another request',
    expected: 'an answer to this request',
    actual: ({ text, other }) => `the text that ${other} requests: ${quote(text, 60)}`,
  }),
  'special-token': message<{ token: string }>({
    kind: 'leaked',
    title: ({ token }) => `The text contains the special token ${quote(token, 60)}`,
    expected: 'text without special tokens',
    actual: ({ token }) => quote(token, 60),
  }),
  'stop-included': message<{ sequence: string }>({
    kind: 'leaked',
    title: ({ sequence }) => `The text includes the stop sequence ${quote(sequence, 40)}`,
    expected: ({ sequence }) => `text that ends before the stop sequence ${quote(sequence, 40)}`,
    actual: 'the stop sequence at the end of the text',
  }),
  'stop-begun': message<{ sequence: string; leaked: string }>({
    kind: 'leaked',
    title: ({ sequence }) => `The text ends with the beginning of the stop sequence ${quote(sequence, 40)}`,
    expected: ({ sequence }) => `text that ends before the stop sequence ${quote(sequence, 40)}`,
    actual: ({ leaked }) => `${quote(leaked, 40)} at the end of the text`,
  }),
  'stop-early': message<{ sequence: string; lost: string; text: string }>({
    kind: 'wrong-value',
    title: ({ sequence }) => `The text ends one word before the stop sequence ${quote(sequence, 40)}`,
    expected: ({ sequence }) => `the text up to the stop sequence ${quote(sequence, 40)}`,
    actual: ({ lost, text }) => `${quote(text, 60)} without ${quote(lost, 40)}`,
  }),
  'text-incomplete': message<{ wanted: string; text: string; lost: 'beginning' | 'end' }>({
    kind: 'wrong-value',
    title: ({ lost }) => `The text lost its ${lost}`,
    expected: ({ wanted }) => `the complete text ${quote(wanted, 60)}`,
    actual: ({ text }) => quote(text, 60),
  }),
  'stop-ignored': message<{ sequence: string; text: string }>({
    kind: 'ignored',
    title: ({ sequence }) => `The text continues after the stop sequence ${quote(sequence, 40)}`,
    expected: ({ sequence }) => `text that ends before the stop sequence ${quote(sequence, 40)}`,
    actual: ({ text }) => `more text: ${quote(text, 60)}`,
  }),
  'length-not-reported': message<{ finish: Json | undefined; member: string; length: string }>({
    kind: 'wrong-value',
    title: ({ finish, member }) => `An answer cut by the token limit has ${member} ${quote(finish, 60)}`,
    expected: ({ member, length }) => `${member} "${length}" for an answer that the token limit cut`,
    actual: ({ finish }) => quote(finish, 60),
  }),
  'length-not-reached': message<TokenLimit & { used: number; member: string; length: string; wanted: string }>({
    kind: 'wrong-value',
    title: ({ member, length }) => `A complete answer has ${member} "${length}"`,
    expected: ({ member, wanted }) => `${member} "${wanted}" for a complete answer`,
    actual: ({ used, limit, parameter, length }) =>
      `"${length}" after ${used} of ${countOf(limit, 'token')} (${parameter})`,
  }),
  'cut-without-limit': message<{
    used: number;
    unit: string;
    limit: { readonly tokens: number; readonly parameter: string } | null;
    member: string;
    finish: Json | undefined;
    end: string;
  }>({
    kind: 'wrong-value',
    title: ({ used, unit, limit }) =>
      `An answer ${limit === null ? 'without a token limit' : `with ${limit.parameter} ${limit.tokens}`} is cut after ${used} ${unit}`,
    expected: ({ limit }) =>
      limit === null
        ? 'the complete text, because the request sets no limit'
        : `the complete text, or ${countOf(limit.tokens, 'token')} of it`,
    actual: ({ used, unit, member, finish, end }) =>
      `${used} ${unit} that end with ${quote(end)}, ${member} ${quote(finish, 40)}`,
  }),
  'length-without-tokens': message<{ name: string; member: string; length: string }>({
    kind: 'wrong-value',
    title: ({ member, length }) => `An answer without a token has ${member} "${length}"`,
    expected: 'an answer, or an error if the prompt does not fit',
    actual: ({ name, length }) => `"${length}" with 0 ${name} and no text`,
  }),
  'limit-exceeded': limitExceeded,
  'limit-exceeded-in-words': limitExceeded,
  'id-placeholder': message<{ id: string }>({
    kind: 'wrong-value',
    title: ({ id }) => `id is the placeholder ${quote(id)}`,
    expected: 'an id that is unique to the answer',
    actual: ({ id }) => quote(id),
  }),
  'id-repeated': message<{ id: string }>({
    kind: 'repeated',
    title: 'Two answers have the same id',
    expected: OWN_ID,
    actual: ({ id }) => `${quote(id, 60)} for two different requests`,
  }),
  'id-replayed': message<{ id: string }>({
    kind: 'repeated',
    title: 'The answer to a repeated request has the id of the first answer',
    expected: OWN_ID,
    actual: ({ id }) => `${quote(id, 60)} for the same request twice`,
  }),
  'model-differs': message<{ wanted: string; got: string }>({
    kind: 'wrong-value',
    title: ({ wanted, got }) => `A request for ${quote(wanted, 60)} was answered by ${quote(got, 60)}`,
    expected: ({ wanted }) => `the requested model, ${quote(wanted, 60)}`,
    actual: ({ got }) => quote(got, 60),
  }),
  'default-model-differs': message<{ wanted: string; got: string }>({
    kind: 'wrong-value',
    title: ({ got }) => `A request without a model was answered by ${quote(got, 60)}`,
    expected: ({ wanted }) => `the documented default, ${quote(wanted, 60)}`,
    actual: ({ got }) => quote(got, 60),
  }),
  'models-empty': message<{ model: string }>({
    kind: 'inconsistent',
    title: 'The list of models is empty',
    expected: ({ model }) => `a list with at least one model, because ${quote(model, 60)} answers`,
    actual: 'an empty list',
  }),
};
