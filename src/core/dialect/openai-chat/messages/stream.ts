import { message } from '../../../messages/message.js';
import type { Json } from '../../../model/json.js';
import { quote } from '../../../wire/quote.js';

const ROLE_FIRST = 'the role in the first delta of the choice';
const NO_NAME = 'events without a name';
const OWN_INDEX = 'an index for each choice';
const CHARACTERS = 'complete characters';

/** Words of the checks on the chunks of a stream and the choices in them. */
export const streamMessages = {
  'after-finish': message<{ index: number; finishedIn: number }>({
    kind: 'chunk-order',
    title: ({ index }) => `Choice ${index} continues after its finish_reason`,
    expected: 'no chunk of a choice after its finish_reason',
    actual: ({ index, finishedIn }) => `choice ${index} again after it finished in chunk ${finishedIn}`,
  }),
  'index-out-of-range': message<{ index: number; choices: number }>({
    kind: 'wrong-value',
    title: ({ index }) => `The index of a choice is ${index}`,
    expected: ({ choices }) => (choices === 1 ? 'the index 0, the only choice' : `an index from 0 to ${choices - 1}`),
    actual: ({ index }) => `the index ${index}`,
  }),
  'index-twice': message<{ index: number }>({
    kind: 'repeated',
    title: ({ index }) => `Two choices have the index ${index}`,
    expected: OWN_INDEX,
    actual: ({ index }) => `the index ${index} twice`,
  }),
  'index-shared': message<{ index: number | null; choices: number }>({
    kind: 'repeated',
    title: ({ index, choices }) => `All ${choices} choices have the index ${index}`,
    expected: OWN_INDEX,
    actual: ({ index, choices }) => `the index ${index} for ${choices} choices`,
  }),
  'choices-missing': message<{ wanted: number; got: number }>({
    kind: 'ignored',
    title: ({ wanted, got }) => `The answer has ${count(got)} instead of ${wanted}`,
    expected: ({ wanted }) => count(wanted),
    actual: ({ got }) => count(got),
  }),
  'choices-extra': message<{ wanted: number; got: number }>({
    kind: 'unexpected',
    title: ({ wanted, got }) => `The answer has ${count(got)} instead of ${wanted}`,
    expected: ({ wanted }) => count(wanted),
    actual: ({ got }) => count(got),
  }),
  'chunks-differ': message<{
    field: string;
    first: number;
    value: Json | undefined;
    other: number;
    got: Json | undefined;
  }>({
    kind: 'inconsistent',
    title: ({ field }) => `${quote(field)} changes between chunks`,
    expected: ({ field }) => `the same ${quote(field)} in every chunk`,
    actual: ({ first, value, other, got }) => `${quote(value)} in chunk ${first} and ${quote(got)} in chunk ${other}`,
  }),
  'role-missing': message({
    kind: 'missing-field',
    title: 'No delta has a role',
    expected: ROLE_FIRST,
    actual: 'no delta with a role',
  }),
  'role-late': message<{ chunk: number }>({
    kind: 'chunk-order',
    title: 'The role is not in the first delta',
    expected: ROLE_FIRST,
    actual: ({ chunk }) => `the role for the first time in chunk ${chunk}`,
  }),
  'role-wrong': message<{ role: string }>({
    kind: 'wrong-value',
    title: ({ role }) => `The role of the answer is ${quote(role, 40)}`,
    expected: 'the role "assistant"',
    actual: ({ role }) => quote(role, 40),
  }),
  'role-repeated': message<{ role: string }>({
    kind: 'repeated',
    title: 'The role is repeated in later deltas',
    expected: 'the role only in the first delta',
    actual: ({ role }) => `${quote(role)} again`,
  }),
  'choices-empty': message<{ chunk: Json }>({
    kind: 'unexpected',
    title: 'A chunk without usage has empty choices',
    expected: 'at least one choice in a chunk without usage',
    actual: ({ chunk }) => `[] in ${quote(chunk, 80)}`,
  }),
  'finish-with-delta': message<{ field: string; value: Json | undefined }>({
    kind: 'unexpected',
    title: ({ field }) => `The chunk with the finish_reason has ${field}`,
    expected: 'an empty delta in the chunk with the finish_reason',
    actual: ({ value }) => quote(value),
  }),
  'finish-missing': message<{ last: Json | undefined }>({
    kind: 'missing-field',
    title: 'A choice has no finish_reason',
    expected: 'a finish_reason in the last chunk of each choice',
    actual: ({ last }) => `${quote(last)} in its last chunk`,
  }),
  'finish-repeated': message<{ chunks: number }>({
    kind: 'repeated',
    title: ({ chunks }) => `A choice has a finish_reason in ${chunks} chunks`,
    expected: 'one finish_reason for each choice',
    actual: ({ chunks }) => `a finish_reason in ${chunks} chunks`,
  }),
  'character-lost': message<{ text: string }>({
    kind: 'malformed-utf8',
    title: 'The text contains U+FFFD instead of a character',
    expected: CHARACTERS,
    actual: ({ text }) => `U+FFFD in ${quote(text)}`,
  }),
  'surrogate-half': message<{ unit: string }>({
    kind: 'malformed-utf8',
    title: 'The text contains half of a surrogate pair',
    expected: CHARACTERS,
    actual: ({ unit }) => `half of a surrogate pair, U+${unit.charCodeAt(0).toString(16).toUpperCase()}`,
  }),
  'usage-chunk-missing': message<{ usage: Json | undefined; isRequested: boolean }>({
    kind: 'missing-field',
    title: 'The stream has no final usage chunk',
    expected: ({ isRequested }) =>
      isRequested ? 'a last chunk with usage, because the request sets include_usage' : 'a last chunk with usage',
    actual: ({ usage }) => `${quote(usage)} in the last chunk`,
  }),
  'usage-in-many-chunks': message<{ carriers: number; chunks: number }>({
    kind: 'repeated',
    title: ({ carriers, chunks }) => `usage is in ${carriers} of ${chunks} chunks`,
    expected: 'usage only in the last chunk',
    actual: ({ carriers, chunks }) => `usage in ${carriers} of ${chunks} chunks`,
  }),
  'usage-not-last': message<{ chunk: number; chunks: number }>({
    kind: 'chunk-order',
    title: 'usage is not in the last chunk',
    expected: 'usage in the last chunk',
    actual: ({ chunk, chunks }) => `usage in chunk ${chunk} of ${chunks}`,
  }),
  'usage-with-choices': message<{ choices: Json | undefined }>({
    kind: 'wrong-value',
    title: 'The chunk with usage has choices',
    expected: 'empty choices in the chunk with usage',
    actual: ({ choices }) => quote(choices),
  }),
  'usage-without-choices': message({
    kind: 'wrong-value',
    title: 'The usage is in a chunk without choices',
    expected: 'usage in the chunk with the finish_reason',
    actual: 'usage in a later chunk',
  }),
  'usage-not-null': message({
    kind: 'missing-field',
    title: 'Chunks before the last have no usage field',
    expected: '"usage": null in every chunk before the last',
    actual: 'no usage field',
  }),
  'usage-unrequested': message<{ usage: Json | undefined }>({
    kind: 'unexpected',
    title: 'The stream has usage, although the request does not set include_usage',
    expected: 'no usage without include_usage',
    actual: ({ usage }) => quote(usage),
  }),
  'event-named': message<{ name: string | null }>({
    kind: 'sse-framing',
    title: ({ name }) => `An event is named ${quote(name, 60)}`,
    expected: NO_NAME,
    actual: ({ name }) => `an event named ${quote(name, 60)}`,
  }),
  'chunk-named': message<{ name: string | null }>({
    kind: 'unusual-form',
    title: ({ name }) => `A chunk has the event name ${quote(name, 60)}`,
    expected: NO_NAME,
    actual: ({ name }) => `the name ${quote(name, 60)}`,
  }),
};

function count(choices: number): string {
  return choices === 1 ? 'one choice' : `${choices} choices`;
}
