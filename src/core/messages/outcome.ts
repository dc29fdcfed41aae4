import type { Variation } from '../model/exchange.js';
import type { Json } from '../model/json.js';
import { quote } from '../wire/quote.js';
import { message } from './message.js';

/** A response as far as its status is concerned. */
export interface Outcome {
  readonly status: number;
  /** The target of a redirection; null for other responses. */
  readonly location: string | null;
  /** The body: parsed, as text, or null when it is empty. */
  readonly body: Json;
}

/** What a varied request has. */
const FORMS: Readonly<Record<Variation, string>> = {
  'chunked-body': 'with a chunked body',
  'accept-json': 'with `Accept: application/json`',
  'accept-list': 'with another Accept header',
  'json-escapes': 'with `\\u` escapes in its JSON',
  'json-white-space': 'with white space in and around its JSON',
  'header-case': 'with capital initials in its header names',
  charset: 'with a charset in its Content-Type',
  'gzip-offered': 'with `Accept-Encoding: gzip`',
};

/** Words of the checks on the status of a response. */
export const outcomeMessages = {
  'not-accepted': message<Outcome>({
    kind: 'refused',
    title: ({ status }) =>
      status < 300 ? 'A documented request got an error in its response' : `A documented request got status ${status}`,
    expected: 'a 2xx status and an answer',
    actual: describe,
    sentence: (outcome) => `Expected a 2xx response; got ${describe(outcome, ': ')}`,
  }),
  'refused-together': message<Outcome & { readonly parameters: readonly string[] }>({
    kind: 'refused',
    title: ({ parameters, status }) => `${listTogether(parameters)} is refused with status ${status}`,
    expected: 'a 2xx status and an answer, as for each parameter by itself',
    actual: describe,
    sentence: (outcome) =>
      `${listTogether(outcome.parameters)} is refused; each by itself is accepted. Expected a 2xx response; got ${describe(outcome, ': ')}`,
  }),
  'form-refused': message<Outcome & { readonly form: Variation; readonly answered: boolean }>({
    kind: 'refused',
    title: ({ form, status, answered }) =>
      `A request ${FORMS[form]} ${answered ? 'gets another answer than the plain one' : status === 0 ? 'gets no response' : `is refused with status ${status}`}`,
    expected: 'the answer that the plain request gets',
    actual: (outcome) => (outcome.status === 0 ? 'no response' : describe(outcome)),
    sentence: (outcome) =>
      `The plain request is accepted, and the same request ${FORMS[outcome.form]} is not: expected a 2xx response and the requested form; got ${outcome.status === 0 ? 'no response' : describe(outcome, ': ')}`,
  }),
  'server-error': message<Outcome>({
    kind: 'refused',
    title: ({ status }) => `A request that may be refused got status ${status}`,
    expected: 'an answer, or a 4xx status',
    actual: describe,
    sentence: (outcome) => `Expected a 2xx or 4xx response; got ${describe(outcome, ': ')}`,
  }),
  'invalid-accepted': message<Outcome & { readonly documented: readonly number[] }>({
    kind: 'accepted-invalid',
    title: 'An invalid request was accepted',
    expected: refusalOf,
    actual: describe,
    sentence: (outcome) =>
      `An invalid request was accepted. Expected ${refusalOf(outcome)}; got ${describe(outcome, ': ')}`,
  }),
  'refusal-status': message<Outcome & { readonly documented: readonly number[] }>({
    kind: 'wrong-status',
    title: ({ status }) => `An invalid request got status ${status}`,
    expected: refusalOf,
    actual: describe,
    sentence: (outcome) => `Expected ${refusalOf(outcome)}; got ${describe(outcome, ': ')}`,
  }),
  'success-status': message<{ documented: number; status: number }>({
    kind: 'wrong-status',
    title: ({ status }) => `A success has status ${status}`,
    expected: ({ documented }) => `the status ${documented}`,
    actual: ({ status }) => `${status}`,
  }),
};

/** `` `temperature` together with `top_p` ``. */
export function listTogether(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => `\`${name}\``);
  const list = others.length > 1 ? `${others.slice(0, -1).join(', ')} and ${others.at(-1)}` : others.join('');
  return `${first} together with ${list}`;
}

function refusalOf({ documented }: { readonly documented: readonly number[] }): string {
  return documented.length > 0 ? `a refusal with status ${documented.join(' or ')}` : 'a refusal with a 4xx status';
}

/** `400 with {"error":…}`, `301, a redirection to "http://…", which is not followed`. */
function describe({ status, location, body }: Outcome, before = ' with '): string {
  if (location !== null) return `${status}, a redirection to ${quote(location)}, which is not followed`;
  return body === null ? `${status} and an empty body` : `${status}${before}${quote(body)}`;
}
