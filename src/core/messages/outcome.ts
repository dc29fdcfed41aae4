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

/** Words of the checks on the status of a response. */
export const outcomeMessages = {
  'not-accepted': message<Outcome>({
    kind: 'refused',
    title: ({ status }) => `A documented request got status ${status}`,
    expected: 'a 2xx status and an answer',
    actual: describe,
    sentence: (outcome) => `Expected a 2xx response; got ${describe(outcome, ': ')}`,
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

function refusalOf({ documented }: { readonly documented: readonly number[] }): string {
  return documented.length > 0 ? `a refusal with status ${documented.join(' or ')}` : 'a refusal with a 4xx status';
}

/** `400 with {"error":…}`, `301, a redirection to "http://…", which is not followed`. */
function describe({ status, location, body }: Outcome, before = ' with '): string {
  if (location !== null) return `${status}, a redirection to ${quote(location)}, which is not followed`;
  return body === null ? `${status} and an empty body` : `${status}${before}${quote(body)}`;
}
