import { count as countOf, quote } from '../wire/quote.js';
import type { Json } from '../model/json.js';
import { message } from './message.js';

type Form = 'streamed' | 'unstreamed';
const other = (form: Form): Form => (form === 'streamed' ? 'unstreamed' : 'streamed');

/** What the longer of two prompts has in addition, in words. */
const ADDED = {
  text: ['a message of the prompt', 'the further messages', 'them'],
  system: ['the system prompt', 'the system prompt', 'it'],
  media: ['the image of the prompt', 'the image', 'it'],
  tools: ['the tools', 'the tools', 'them'],
  same: ['a part of the prompt', 'the part', 'it'],
} as const;

/** The tokens of a prompt, and of one that contains it. */
export interface Growth {
  readonly name: string;
  readonly short: number;
  readonly long: number;
  readonly kind: keyof typeof ADDED;
  readonly least: number;
  readonly most: number;
}

/** Words of the checks on usage, and of the comparison of a streamed with an unstreamed answer. */
export const usageMessages = {
  'usage-missing': message<{ type: string }>({
    kind: 'missing-field',
    title: 'usage is missing',
    expected: 'a usage object',
    actual: ({ type }) => type,
  }),
  'total-differs': message<{ parts: readonly string[]; sum: number; name: string; total: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} is not the sum of its parts`,
    expected: ({ parts, sum }) => `the sum of ${parts.join(' and ')}, ${sum}`,
    actual: ({ total }) => `${total}`,
  }),
  'count-negative': message<{ name: string; count: number | null }>({
    kind: 'out-of-range',
    title: ({ name }) => `${name} is negative`,
    expected: 'a count of 0 or more',
    actual: ({ count }) => `${count}`,
  }),
  'part-exceeds-whole': message<{ total: string; all: number; part: string; some: number }>({
    kind: 'inconsistent',
    title: ({ total, part }) => `${part} exceeds ${total}`,
    expected: ({ total, all }) => `at most the ${all} ${total}`,
    actual: ({ part, some }) => `${some} ${part}`,
  }),
  'count-zero': message<{ names: readonly string[] }>({
    kind: 'wrong-value',
    title: ({ names }) => `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} 0`,
    expected: ({ names }) =>
      names.length > 1 ? 'usage with tokens for the prompt and the answer' : `${names.join('')} above 0`,
    actual: ({ names }) => `0 ${names.join(', 0 ')}`,
  }),
  'count-excessive': message<{ name: string; count: number; bytes: number }>({
    kind: 'out-of-range',
    title: ({ name }) => `${name} is far more than the request contains`,
    expected: ({ bytes, name }) => `${name} for a request of ${countOf(bytes, 'byte')}`,
    actual: ({ count }) => `${count}`,
  }),
  'outputs-not-counted': message<{ outputs: number; words: number; name: string; used: number }>({
    kind: 'inconsistent',
    title: ({ outputs, name }) => `${name} does not count all ${outputs} outputs`,
    expected: ({ outputs, words }) => `the tokens of all ${outputs} outputs, which have ${countOf(words, 'word')}`,
    actual: ({ used, name }) => `${used} ${name}`,
  }),
  'words-not-counted': message<{ words: number; name: string; used: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} is below the number of words of the answer`,
    expected: ({ words }) => `the tokens of an answer of ${countOf(words, 'word')}`,
    actual: ({ used, name }) => `${used} ${name}`,
  }),
  'count-below-limit': message<{ wanted: number; parameter: string; name: string; used: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} is below the limit that cut the answer`,
    expected: ({ wanted, name, parameter }) => `${wanted} ${name}, because the limit (${parameter}) cut the answer`,
    actual: ({ used }) => `${used}`,
  }),
  'call-differs': message<{ form: Form; called: boolean }>({
    kind: 'inconsistent',
    title: ({ form, called }) => `The answer has a tool call only ${called ? form : other(form)}`,
    expected: ({ form, called }) => `the same as ${other(form)}: ${called ? 'no' : 'a'} tool call`,
    actual: ({ called }) => `${called ? 'a' : 'no'} tool call`,
  }),
  'calls-lost': message<{ form: Form; calls: number; wanted: number; counted: number }>({
    kind: 'inconsistent',
    title: ({ form }) => `A tool call is lost ${form}: its tokens are counted`,
    expected: ({ form, wanted, counted }) =>
      `the ${countOf(wanted, 'tool call')} that ${countOf(counted, 'token')} make ${other(form)}`,
    actual: ({ form, calls, counted }) => `${calls} of them ${form}, and ${countOf(counted, 'token')}`,
  }),
  'finish-differs': message<{ member: string; form: Form; wanted: Json | undefined; got: Json | undefined }>({
    kind: 'inconsistent',
    title: ({ member, form, wanted, got }) =>
      `${member} is ${quote(got, 40)} ${form}, ${quote(wanted, 40)} ${other(form)}`,
    expected: ({ member, form, wanted }) => `the same as ${other(form)}: ${member} ${quote(wanted, 40)}`,
    actual: ({ got }) => quote(got, 40),
  }),
  'count-differs': message<{ name: string; form: Form; got: number; other: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} differs between the streamed and the unstreamed answer`,
    expected: ({ name }) => `the same ${name}, streamed and unstreamed`,
    actual: ({ form, got, other: count }) => `${got} ${form} and ${count} ${other(form)}`,
  }),
  'prompt-count-differs': message<{ name: string; got: number; other: number }>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} differs for equal prompts`,
    expected: ({ name, other: count }) => `the ${name} of another request with the same prompt: ${count}`,
    actual: ({ got }) => `${got}`,
  }),
  'prompt-part-uncounted': message<Growth>({
    kind: 'inconsistent',
    title: ({ name, kind }) => `${name} does not count ${ADDED[kind][0]}`,
    expected: ({ short, least, kind: added }) =>
      `at least ${short + least}: ${short} for the prompt without ${ADDED[added][1]}, and ${least} for ${ADDED[added][2]}`,
    actual: ({ long }) => `${long}`,
  }),
  'prompt-part-overcounted': message<Growth>({
    kind: 'inconsistent',
    title: ({ name }) => `${name} counts more than the prompt contains`,
    expected: ({ short, most }) =>
      `at most ${short + most}: ${short} for the prompt without the further messages, and ${most} for them`,
    actual: ({ long }) => `${long}`,
  }),
};
