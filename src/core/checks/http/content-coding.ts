import type { Answer } from '../../dialect/answer.js';
import { headerValues } from '../../wire/header-values.js';
import { headerPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { isUndecodable } from './is-undecodable.js';

/** A compressed body is labelled, and is sent only if the request accepts it. */
export const contentCoding = defineCheck({
  id: 'content-coding',
  title: 'A compressed body is labelled and was accepted',
  stage: 'http',
  scope: 'answer',
  kinds: ['missing-header', 'wrong-header', 'unexpected', 'unusual-form'],
  fatal: ['form', 'framing'],
  consequenceOf: ['http-message'],
  explain: {
    what: 'A body in gzip (or another coding) names it in Content-Encoding, a body that names gzip is gzip, and a request that accepts only identity gets an uncompressed body. The last rule is at most a `should`: RFC 9110 leaves the choice to the server. A compressed stream is legal if the request accepts gzip, and a note: compression delays events.',
    causes:
      'A proxy that strips Content-Encoding and forwards the compressed bytes, or keeps the header with bytes that it decompressed; compression middleware that ignores Accept-Encoding.',
    falseAlarm:
      'Bytes may begin like gzip by chance, although no JSON, text or event stream does. A cache between client and endpoint may compress by itself.',
    seen: ['gadievron/raptor#547', 'BerriAI/litellm#25624', 'dividor/evidencelab#476'],
  },
  applies: ({ answer }) => answer.exchange.raw && answer.bytes.length > 0,
  *judge(input) {
    const { answer } = input;
    const at = headerPlace('content-encoding');
    const labels = answer.header('content-encoding').join(', ').trim().toLowerCase();
    const found = codingOf(answer.bytes);
    if ((labels === '' || labels === 'identity') && found !== null) {
      yield { code: 'coding-not-labelled', args: { coding: found }, at };
    } else if (isMislabelled(answer, labels, found)) {
      yield { code: 'coding-mislabelled', args: { label: labels, found }, at };
    } else if (labels !== '' && labels !== 'identity' && refusesCodings(input)) {
      yield { code: 'coding-not-accepted', args: { label: labels }, at, level: 'should' };
    } else if (labels !== '' && labels !== 'identity' && answer.form === 'stream') {
      yield { code: 'stream-compressed', args: { label: labels }, at, level: 'note' };
    }
  },
});

/** The label names a coding that the bytes are not in. */
function isMislabelled(answer: Answer, labels: string, found: string | null): boolean {
  if (isUndecodable(answer)) return true;
  return labels === 'gzip' && answer.exchange.response?.encoded === null && found !== 'gzip';
}

/** The coding that the first bytes betray: gzip (RFC 1952), zstd (RFC 8878), zlib (RFC 1950). */
function codingOf(bytes: Uint8Array): string | null {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (a === 0x1f && b === 0x8b && c === 8) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  return a === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(b) && c > 0x7f ? 'deflate' : null;
}

/** Whether the request says that it takes identity alone. Without Accept-Encoding any coding may come. */
function refusesCodings({ answer }: CheckInput): boolean {
  const accepted = headerValues(answer.exchange.request.headers, 'accept-encoding')
    .flatMap((value) => value.toLowerCase().split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return (
    accepted.length > 0 && accepted.every((value) => /^identity(?:;|$)/.test(value) || /;\s*q=0(?:\.0*)?$/.test(value))
  );
}
