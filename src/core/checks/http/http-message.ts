import type { Answer } from '../../dialect/answer.js';
import type { Place } from '../../model/divergence.js';
import { bodyPlace, headerPlace, statusPlace, streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { isUndecodable } from './is-undecodable.js';

/** Codes of the HTTP parser that name a part of the head. https://github.com/nodejs/llhttp#error-codes */
const HEAD_PARTS: readonly (readonly [code: RegExp, at: Place])[] = [
  [/CONTENT_LENGTH/, headerPlace('content-length')],
  [/TRANSFER_ENCODING/, headerPlace('transfer-encoding')],
  [/STATUS|VERSION|CONSTANT|HEAD|METHOD|URL/, statusPlace],
];

/** The bytes are HTTP/1.1 as defined in RFC 9112. */
export const httpMessage = defineCheck({
  id: 'http-message',
  title: 'The response is a valid HTTP message',
  stage: 'http',
  scope: 'answer',
  kinds: ['malformed-http'],
  fatal: ['form', 'framing'],
  explain: {
    what: 'The response is valid HTTP/1.1: a status line, headers, and a body with one length. A message with both Content-Length and Transfer-Encoding, with the transfer coding chunked twice, or with a chunk size that is not a hexadecimal number, is rejected by strict clients.',
    causes:
      'A proxy that copies the headers of its upstream and frames the body again; hand-written chunked coding; a body written after the connection was taken over.',
    falseAlarm:
      'A middlebox between this client and the endpoint may have damaged the message. Lenient clients (curl, for example) accept some such messages.',
    seen: ['apache/apisix#12776', 'timoklimmer/powerproxy-aoai#53', 'songquanpeng/one-api#528'],
  },
  applies: ({ answer }) => answer.exchange.raw && (answer.exchange.response !== null || isMalformed(answer)),
  *judge(input) {
    const lengths = input.answer.header('content-length');
    const codings = input.answer.header('transfer-encoding');
    if (lengths.length > 0 && codings.length > 0) {
      yield { code: 'two-body-lengths', args: { lengths, codings }, at: headerPlace('content-length') };
    } else if (isChunkedTwice(codings)) {
      yield { code: 'coding-twice', args: { codings }, at: headerPlace('transfer-encoding') };
    } else if (isMalformed(input.answer)) {
      yield { code: 'not-http', args: { code: input.answer.exchange.endCode }, at: placeOfCode(input) };
    }
  },
});

/** RFC 9112, section 6.1: a sender does not apply the chunked transfer coding more than once. */
function isChunkedTwice(codings: readonly string[]): boolean {
  return (codings.join(',').match(/\bchunked\b/giu) ?? []).length > 1;
}

function isMalformed(answer: Answer): boolean {
  return answer.exchange.end === 'protocol' && !isUndecodable(answer);
}

function placeOfCode({ answer }: CheckInput): Place {
  const code = answer.exchange.endCode ?? '';
  const part = HEAD_PARTS.find(([pattern]) => pattern.test(code))?.[1];
  if (part) return part;
  if (answer.exchange.response === null) return statusPlace;
  return answer.requested.stream ? streamPlace : bodyPlace();
}
