import { message } from '../../../messages/message.js';
import type { Json } from '../../../model/json.js';
import { quote } from '../../../wire/quote.js';

const ARGUMENTS = 'arguments as a string with one JSON object';
const ID = 'a tool call id';

/** Words of the checks on tool calls. */
export const toolMessages = {
  'function-call-used': message<{ call: Json | undefined }>({
    kind: 'unexpected',
    title: 'The answer uses function_call, although the request has tools',
    expected: 'tool_calls, because the request has tools and no functions',
    actual: ({ call }) => quote(call),
  }),
  'function-call-finish': message({
    kind: 'unexpected',
    title: 'finish_reason is "function_call", although the request has tools',
    expected: 'tool_calls, because the request has tools and no functions',
    actual: 'finish_reason "function_call"',
  }),
  'arguments-not-string': message<{ value: Json | undefined }>({
    kind: 'wrong-type',
    title: 'The arguments of a tool call are not a string',
    expected: ARGUMENTS,
    actual: ({ value }) => quote(value),
  }),
  'arguments-empty': message<{ text: string }>({
    kind: 'malformed-json',
    title: 'The arguments of a tool call are empty',
    expected: ARGUMENTS,
    actual: ({ text }) => quote(text),
  }),
  'arguments-omitted': message<{ text: string }>({
    kind: 'unusual-form',
    title: 'The arguments of a tool call without parameters are empty',
    expected: 'arguments "{}" for a call without parameters',
    actual: ({ text }) => quote(text),
  }),
  'arguments-malformed': message<{ fault: string; text: string }>({
    kind: 'malformed-json',
    title: 'The arguments of a tool call are not valid JSON',
    expected: ARGUMENTS,
    actual: ({ fault, text }) => `${fault}: ${quote(text)}`,
  }),
  'arguments-not-object': message<{ text: string; twice: boolean }>({
    kind: 'wrong-value',
    title: ({ twice }) =>
      twice ? 'The arguments of a tool call are encoded twice' : 'The arguments of a tool call are not an object',
    expected: ARGUMENTS,
    actual: ({ text, twice }) => `${quote(text)}${twice ? ': encoded twice' : ''}`,
  }),
  'call-id-repeated': message<{ id: string }>({
    kind: 'repeated',
    title: 'Two tool calls have the same id',
    expected: 'an id that no other tool call of the choice has',
    actual: ({ id }) => quote(id, 60),
  }),
  'call-id-of-earlier-answer': message<{ id: string }>({
    kind: 'repeated',
    title: 'Tool calls of two answers have the same id',
    expected: 'an id that no tool call of an earlier answer has',
    actual: ({ id }) => quote(id, 60),
  }),
  'call-id-empty': message({
    kind: 'wrong-value',
    title: 'The id of a tool call is empty',
    expected: ID,
    actual: '""',
  }),
  'call-id-missing': message({
    kind: 'missing-field',
    title: 'A tool call has no id',
    expected: ID,
    actual: 'nothing',
  }),
  'call-id-changes': message<{ id: string; other: string }>({
    kind: 'inconsistent',
    title: 'The id of a tool call changes between fragments',
    expected: ({ id }) => `the tool call id ${quote(id, 60)} in every fragment that has one`,
    actual: ({ other }) => quote(other, 60),
  }),
  'call-id-again': message<{ fragments: number }>({
    kind: 'unusual-form',
    title: 'The id of a tool call is repeated in later fragments',
    expected: 'the tool call id only in the first fragment',
    actual: ({ fragments }) => `the id in ${fragments} later fragment${fragments === 1 ? '' : 's'}`,
  }),
  'call-index-negative': message<{ index: Json }>({
    kind: 'wrong-value',
    title: ({ index }) => `The index of a tool call is ${quote(index)}`,
    expected: 'an index of 0 or more',
    actual: ({ index }) => quote(index),
  }),
  'call-index-shared': message<{ index: number | null; one: string; other: string }>({
    kind: 'inconsistent',
    title: ({ index }) => `Two tool calls have the index ${index}`,
    expected: 'a different index for each tool call',
    actual: ({ index, one, other }) => `index ${index} for ${one} and for ${other}`,
  }),
  'call-index-gap': message<{ index: number | null; missing: number }>({
    kind: 'wrong-value',
    title: ({ index, missing }) => `A tool call has the index ${index}, but none has ${missing}`,
    expected: ({ missing }) => `index ${missing} before it, because indexes count from 0`,
    actual: ({ index }) => `index ${index}`,
  }),
  'call-opening-incomplete': message<{ field: string; type: string }>({
    kind: 'missing-field',
    title: ({ field }) => `The first fragment of a tool call has no ${field}`,
    expected: 'index, id, type and function.name in the first fragment of a tool call',
    actual: ({ type }) => type,
  }),
  'calls-list-empty': message({
    kind: 'wrong-value',
    title: 'tool_calls is an empty list',
    expected: 'no tool_calls without a call',
    actual: 'an empty array',
  }),
  'call-in-other-choice': message({
    kind: 'unexpected',
    title: 'A tool call is in a second choice',
    expected: 'every tool call in the one requested choice',
    actual: 'a call in another choice',
  }),
};
