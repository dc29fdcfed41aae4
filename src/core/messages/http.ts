import { escapeUnseen, quote } from '../wire/quote.js';
import { message } from './message.js';

/** Words of the checks on the HTTP message and its headers. */
export const httpMessages = {
  'two-body-lengths': message<{ lengths: readonly string[]; codings: readonly string[] }>({
    kind: 'malformed-http',
    title: 'The response has Content-Length and Transfer-Encoding',
    expected: 'Content-Length or Transfer-Encoding, not both',
    actual: ({ lengths, codings }) => `Content-Length ${list(lengths)} and Transfer-Encoding ${list(codings)}`,
  }),
  'not-http': message<{ code: string | null }>({
    kind: 'malformed-http',
    title: 'The response is not valid HTTP/1.1',
    expected: 'a valid HTTP/1.1 message',
    actual: ({ code }) => `the parser error ${code === null ? 'without a code' : escapeUnseen(code)}`,
  }),
  'no-response': message<{ within: number; code: string | null }>({
    kind: 'stalled',
    title: 'The request got no response before the timeout',
    expected: 'a complete response',
    actual: ({ within, code }) => `no response within ${Math.round(within)} ms${inBrackets(code)}`,
  }),
  'body-stalled': message<{ bytes: number; within: number; code: string | null }>({
    kind: 'stalled',
    title: 'The response did not end before the timeout',
    expected: 'a complete response',
    actual: ({ bytes, within, code }) =>
      `${bytes} bytes of an unfinished body within ${Math.round(within)} ms${inBrackets(code)}`,
  }),
  'no-response-closed': message<{ end: string; code: string | null }>({
    kind: 'truncated',
    title: ({ end }) => `The connection was ${end} without a response`,
    expected: 'a complete response',
    actual: ({ end, code }) => `no response before the connection was ${end}${inBrackets(code)}`,
  }),
  'body-cut': message<{ bytes: number; end: string; code: string | null }>({
    kind: 'truncated',
    title: ({ end }) => `The connection was ${end} in the middle of the response`,
    expected: 'a complete response',
    actual: ({ bytes, end, code }) =>
      `${bytes} bytes of an unfinished body before the connection was ${end}${inBrackets(code)}`,
  }),
  'content-length-invalid': message<{ values: readonly string[] }>({
    kind: 'wrong-header',
    title: 'Content-Length is not a number of bytes',
    expected: 'one number of bytes',
    actual: ({ values }) => quote(values.join(', '), 80),
  }),
  'content-length-differs': message<{ declared: number; received: number }>({
    kind: 'wrong-header',
    title: 'Content-Length differs from the length of the body',
    expected: ({ received }) => `${received}, the number of bytes received`,
    actual: ({ declared }) => String(declared),
  }),
  'coding-not-labelled': message<{ coding: string }>({
    kind: 'missing-header',
    title: ({ coding }) => `A ${coding} body has no Content-Encoding`,
    expected: ({ coding }) => `Content-Encoding: ${coding} for ${coding} bytes`,
    actual: ({ coding }) => `${coding} bytes without Content-Encoding`,
  }),
  'coding-mislabelled': message<{ label: string; found: string | null }>({
    kind: 'wrong-header',
    title: ({ label, found }) =>
      label === found ? `The ${label} body is corrupt` : `Content-Encoding is ${quote(label, 60)}, but the body is not`,
    expected: ({ label, found }) =>
      label === found ? `a body that can be decoded as ${label}` : 'the Content-Encoding of the body',
    actual: ({ label, found }) => (label === found ? `damaged ${label} bytes` : quote(label, 60)),
  }),
  'coding-not-accepted': message<{ label: string }>({
    kind: 'unexpected',
    title: 'The body is compressed, although the request accepts no compression',
    expected: 'no content coding, because the request does not accept one',
    actual: ({ label }) => quote(label, 60),
  }),
  'stream-compressed': message<{ label: string }>({
    kind: 'unusual-form',
    title: 'The stream is compressed',
    expected: 'an uncompressed stream, because compression delays events',
    actual: ({ label }) => quote(label, 60),
  }),
  'content-type-repeated': message<{ values: readonly string[] }>({
    kind: 'repeated',
    title: 'Content-Type is repeated',
    expected: 'one Content-Type',
    actual: ({ values }) => quote(values.join(', ')),
  }),
  'header-repeated': message<{ name: string; values: readonly string[] }>({
    kind: 'repeated',
    title: ({ name }) => `The header ${name} is repeated`,
    expected: ({ name }) => `one ${name}`,
    actual: ({ values }) => quote(values.join(', ')),
  }),
  'coding-twice': message<{ codings: readonly string[] }>({
    kind: 'malformed-http',
    title: 'Transfer-Encoding names chunked twice',
    expected: 'Transfer-Encoding: chunked once',
    actual: ({ codings }) => quote(codings.join(', '), 60),
  }),
  'header-missing': message<{ name: string }>({
    kind: 'missing-header',
    title: ({ name }) => `The header ${name} is missing`,
    expected: ({ name }) => `the header ${name}`,
    actual: 'no such header',
  }),
  'header-form': message<{ name: string; value: string }>({
    kind: 'wrong-header',
    title: ({ name, value }) => `The header ${name} is ${quote(value)}`,
    expected: ({ name }) => `the header ${name} in its documented form`,
    actual: ({ value }) => quote(value),
  }),
  'retry-after-missing': message<{ status: number }>({
    kind: 'missing-header',
    title: ({ status }) => `A ${status} response has no Retry-After`,
    expected: 'Retry-After with seconds or an HTTP date',
    actual: ({ status }) => `none with status ${status}`,
  }),
  'retry-after-form': message<{ value: string }>({
    kind: 'wrong-header',
    title: ({ value }) => `Retry-After is ${quote(value)}`,
    expected: 'Retry-After with seconds or an HTTP date',
    actual: ({ value }) => quote(value),
  }),
};

function list(values: readonly string[]): string {
  return escapeUnseen(values.join(', ').slice(0, 60));
}

function inBrackets(code: string | null): string {
  return code === null ? '' : ` (${escapeUnseen(code)})`;
}
