import type { Json } from '../model/json.js';
import { quote } from '../wire/quote.js';
import { message } from './message.js';

const STATUS_AND_JSON = 'an error status with a JSON body';
const RECOVERED = 'an answer, as before the client disconnected';

/** Words of the checks on error responses. */
export const errorMessages = {
  'message-empty': message<{ message: string }>({
    kind: 'wrong-value',
    title: 'The error message is empty',
    expected: 'a message that describes the error',
    actual: ({ message: text }) => quote(text),
  }),
  'message-object': message<{ message: string }>({
    kind: 'unusual-form',
    title: 'The error message is a serialised object',
    expected: 'a message in words',
    actual: ({ message: text }) => `a serialised object, ${quote(text)}`,
  }),
  'type-missing': message<ErrorType>({
    kind: 'missing-field',
    title: ({ status }) => `The error with status ${status} has no type`,
    expected: typesOf,
    actual: ({ type }) => quote(type),
  }),
  'type-differs': message<ErrorType>({
    kind: 'wrong-value',
    title: ({ status, type }) => `The error with status ${status} has the type ${quote(type, 60)}`,
    expected: typesOf,
    actual: ({ type }) => quote(type),
  }),
  'secret-in-error': message<{ what: string; shown: string }>({
    kind: 'leaked',
    title: ({ what }) => `The error contains ${what}`,
    expected: 'an error without keys and without addresses of the backend',
    actual: ({ what, shown }) => `${what}, ${quote(shown)}`,
  }),
  'error-streamed': message<{ status: number; error: Json | undefined }>({
    kind: 'wrong-form',
    title: 'A refused request got an event stream',
    expected: STATUS_AND_JSON,
    actual: ({ status, error }) => `an event stream with status ${status}: ${quote(error, 80)}`,
  }),
  'no-response-after-disconnect': message({
    kind: 'stalled',
    title: 'The request after a disconnected stream got no response',
    expected: RECOVERED,
    actual: 'no response',
  }),
  'error-after-disconnect': message<{ status: number }>({
    kind: 'wrong-status',
    title: ({ status }) => `The request after a disconnected stream got status ${status}`,
    expected: RECOVERED,
    actual: ({ status }) => `${status}`,
  }),
};

export interface ErrorType {
  readonly status: number;
  readonly types: readonly string[];
  readonly type: Json | undefined;
}

function typesOf({ status, types }: ErrorType): string {
  return `${types.map((each) => quote(each)).join(' or ')} with status ${status}`;
}
