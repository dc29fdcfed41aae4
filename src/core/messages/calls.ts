import type { Json } from '../model/json.js';
import { escapeUnseen, quote } from '../wire/quote.js';
import { message } from './message.js';

const CALL_OR_TEXT = 'a message or a tool call (tool_choice "auto")';
const OFFERED = 'the name of one of the tools in the request';

/** A call is named by its function; null when its name is missing. */
export interface Called {
  readonly name: string;
}

export interface Forced {
  /** The function that tool_choice names; null if any tool may be called. */
  readonly wanted: string | null;
  /** How the dialect writes a choice that forces some call: `required`. */
  readonly anyCall: string;
}

/** How the dialect writes that an answer ended with a call. */
export interface CallsFinish {
  readonly member: string;
  readonly calls: string;
}

/** Words of the checks on tool calls and tool_choice. */
export const callMessages = {
  'calls-in-parallel': message<{ parameter: string; value: boolean; names: readonly string[]; calls: number }>({
    kind: 'ignored',
    title: ({ parameter, value, calls }) => `The answer has ${calls} tool calls, although ${parameter} is ${value}`,
    expected: ({ parameter, value }) => `at most one tool call (${parameter}: ${value})`,
    actual: ({ names, calls }) => `${calls} calls: ${quote(names)}`,
  }),
  'call-instead-of-text': message<{ parameter: string; value: boolean; name: string }>({
    kind: 'ignored',
    title: ({ parameter, value }) => `${parameter}: ${value} forces a tool call`,
    expected: ({ parameter }) => `a text, as for the same request without ${parameter}`,
    actual: ({ name }) => `a call of ${quote(name, 60)}`,
  }),
  'arguments-misfit': message<Called & { errors: readonly string[] }>({
    kind: 'wrong-value',
    title: ({ name }) => `The arguments of ${quote(name, 60)} do not fit its schema`,
    expected: ({ name }) => `arguments that fit the schema of ${quote(name, 60)}`,
    actual: ({ errors }) => escapeUnseen(errors.join('; ')).slice(0, 300),
  }),
  'call-in-text': message<{ what: string; text: string }>({
    kind: 'leaked',
    title: 'The text contains a tool call',
    expected: 'text without a tool call',
    actual: ({ what, text }) => `${what}: ${quote(text)}`,
  }),
  'call-name-empty': message({
    kind: 'wrong-value',
    title: 'The function name of a tool call is empty',
    expected: OFFERED,
    actual: '""',
  }),
  'call-name-missing': message({
    kind: 'missing-field',
    title: 'A tool call has no function name',
    expected: OFFERED,
    actual: 'nothing',
  }),
  'call-name-unknown': message<Called>({
    kind: 'wrong-value',
    title: ({ name }) => `A tool call names ${quote(name, 60)}, which the request does not offer`,
    expected: OFFERED,
    actual: ({ name }) => quote(name, 60),
  }),
  'call-name-split': message<{ first: string; later: string }>({
    kind: 'wrong-value',
    title: 'The function name of a tool call is split over fragments',
    expected: 'the complete function name in the first fragment',
    actual: ({ first, later }) => `${quote(first, 60)}, and ${quote(later, 60)} in a later one`,
  }),
  'call-name-again': message<Called & { fragments: number }>({
    kind: 'unusual-form',
    title: 'The function name of a tool call is repeated in later fragments',
    expected: 'the function name only in the first fragment',
    actual: ({ name, fragments }) => `${quote(name, 60)} in ${fragments} other fragment${fragments === 1 ? '' : 's'}`,
  }),
  'call-forbidden': message<{ name: string; why: 'none' | 'unoffered' }>({
    kind: 'ignored',
    title: ({ why }) =>
      why === 'none'
        ? 'The answer has a tool call, although tool_choice is "none"'
        : 'The answer has a tool call, although the request has no tools',
    expected: ({ why }) => `no tool call (${why === 'none' ? 'tool_choice "none"' : 'no tools in the request'})`,
    actual: ({ name }) => `a call of ${quote(name, 60)}`,
  }),
  'auto-empty': message({
    kind: 'ignored',
    title: 'The answer has neither text nor a tool call',
    expected: CALL_OR_TEXT,
    actual: 'neither of the two',
  }),
  'call-not-made': message<Forced & { text: string }>({
    kind: 'ignored',
    title: ({ wanted, anyCall }) =>
      `The answer has no tool call, although tool_choice ${wanted === null ? `is "${anyCall}"` : `names ${quote(wanted, 60)}`}`,
    expected: forced,
    actual: ({ text }) => (text === '' ? 'no tool call' : `no tool call, the text ${quote(text, 60)}`),
  }),
  'other-tool-called': message<Forced & { name: string }>({
    kind: 'ignored',
    title: ({ wanted, name }) => `The answer calls ${quote(name, 60)}, although tool_choice names ${quote(wanted, 60)}`,
    expected: forced,
    actual: ({ name }) => `a call of ${quote(name, 60)}`,
  }),
  'call-without-finish': message<CallsFinish & { finish: Json | undefined }>({
    kind: 'wrong-value',
    title: ({ finish, member }) => `An answer with a tool call has ${member} ${quote(finish, 60)}`,
    expected: ({ member, calls }) => `${member} "${calls}" after a tool call`,
    actual: ({ finish }) => quote(finish, 60),
  }),
  'finish-without-call': message<CallsFinish>({
    kind: 'inconsistent',
    title: ({ member, calls }) => `${member} is "${calls}" without a tool call`,
    expected: ({ member, calls }) => `a tool call with ${member} "${calls}"`,
    actual: 'no tool call',
  }),
};

function forced({ wanted, anyCall }: Forced): string {
  return wanted === null
    ? `a tool call (tool_choice "${anyCall}")`
    : `a call of ${quote(wanted, 60)} (named tool_choice)`;
}
