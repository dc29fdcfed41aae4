import type { Form } from '../model/response.js';
import type { Json } from '../model/json.js';
import { quote } from '../wire/quote.js';
import { message } from './message.js';

const FORMS: Readonly<Record<Form, string>> = {
  json: 'a JSON body',
  stream: 'an event stream',
  text: 'plain text',
  html: 'an HTML page',
  empty: 'an empty body',
};

/** Words of the checks on the form of a response: media type, JSON document, error in a 2xx. */
export const formMessages = {
  'wrong-form': message<{ wanted: 'json' | 'stream'; got: Form }>({
    kind: 'wrong-form',
    title: ({ wanted, got }) =>
      `A ${wanted === 'stream' ? 'request with stream: true' : 'request without stream'} got ${FORMS[got]}`,
    expected: ({ wanted }) => FORMS[wanted],
    actual: ({ got }) => FORMS[got],
  }),
  'media-type': message<{ wanted: string; got: string | null; status: number }>({
    kind: 'wrong-media-type',
    title: ({ got }) => (got === null ? 'The response has no Content-Type' : `The Content-Type is ${quote(got)}`),
    expected: ({ wanted }) => wanted,
    actual: ({ got, status }) => `${got === null ? 'no Content-Type' : quote(got)}${ofError(status)}`,
    sentence: ({ wanted, got, status }) =>
      `Expected the Content-Type ${wanted}; got ${got === null ? 'none' : quote(got)}${ofError(status)}`,
  }),
  'error-in-success': message<{ status: number; error: Json }>({
    kind: 'wrong-status',
    title: ({ status }) => `A response with status ${status} contains an error`,
    expected: 'a 4xx or 5xx status with an error',
    actual: ({ status, error }) => `${status} with ${quote(error)}`,
  }),
  'no-outputs': message<{ name: string }>({
    kind: 'wrong-value',
    title: ({ name }) => `${name} is empty`,
    expected: 'at least one item',
    actual: '[]',
  }),
  'body-empty': message({
    kind: 'malformed-json',
    title: 'The body is empty',
    expected: 'one JSON document',
    actual: 'an empty body',
  }),
  'body-not-json': message<{ form: 'html' | 'text' | 'json'; text: string }>({
    kind: 'malformed-json',
    title: ({ form }) => (form === 'html' ? 'The body is HTML, not JSON' : 'The body is not JSON'),
    expected: 'one JSON document',
    actual: ({ form, text }) =>
      `${form === 'html' ? 'HTML: ' : form === 'text' ? 'text: ' : ''}${quote(text.slice(0, 400))}`,
  }),
  'body-cut-json': message<{ length: number }>({
    kind: 'malformed-json',
    title: 'The JSON document in the body is incomplete',
    expected: 'one JSON document',
    actual: ({ length }) => `a document that ends early, after ${length} characters`,
  }),
  'body-followed': message<{ rest: string }>({
    kind: 'malformed-json',
    title: 'The body has more text after its JSON document',
    expected: 'one JSON document',
    actual: ({ rest }) => `a document followed by ${quote(rest.slice(0, 400))}`,
  }),
  'body-not-utf8': message<{ offset: number }>({
    kind: 'malformed-utf8',
    title: 'The body is not UTF-8',
    expected: 'UTF-8',
    actual: ({ offset }) => `an invalid byte at offset ${offset}`,
  }),
  'body-bom': message({
    kind: 'unusual-form',
    title: 'The body starts with a byte order mark',
    expected: 'a document without one',
    actual: 'a byte order mark at the start',
  }),
  'body-blank-lines': message({
    kind: 'unusual-form',
    title: 'The body starts with blank lines',
    expected: 'a document without them',
    actual: 'blank lines at the start',
  }),
  'name-repeated': message<{ name: string; value: Json | undefined }>({
    kind: 'repeated',
    title: ({ name }) => `An object has two members named ${quote(name, 60)}`,
    expected: ({ name }) => `one member ${quote(name, 60)}`,
    actual: ({ value }) => `a second one, ${quote(value, 60)}`,
  }),
};

/** The status of an error: a proxy may have written it. */
function ofError(status: number): string {
  return status >= 400 ? ` with status ${status}` : '';
}
