import { headerPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** A declared length is the length of the body. */
export const contentLength = defineCheck({
  id: 'content-length',
  title: 'Content-Length is the length of the body',
  stage: 'http',
  scope: 'answer',
  kinds: ['wrong-header'],
  consequenceOf: ['http-message'],
  explain: {
    what: 'If a response declares a Content-Length, its body has exactly that many bytes. Otherwise a client waits for bytes that never arrive, or cuts the body.',
    causes:
      'A proxy that forwards the length of the upstream with a body that it decompressed or serialised again; a length counted in characters instead of bytes.',
    falseAlarm: 'A connection that breaks looks like a length that is too large: run the case again.',
    seen: ['radixark/miles#1001', 'BerriAI/litellm#25624'],
  },
  applies: ({ answer }) =>
    answer.exchange.raw &&
    answer.exchange.request.method !== 'HEAD' &&
    ![0, 204, 304].includes(answer.status) &&
    !['hung-up', 'too-large', 'unknown'].includes(answer.exchange.end) &&
    answer.header('content-length').length > 0,
  *judge(input) {
    const values = input.answer.header('content-length');
    const declared = new Set(values.flatMap((value) => value.split(',')).map((value) => value.trim()));
    const at = headerPlace('content-length');
    if (declared.size > 1 || ![...declared].every((value) => /^\d+$/.test(value))) {
      yield { code: 'content-length-invalid', args: { values }, at };
      return;
    }
    const length = Number([...declared][0]);
    const received = input.answer.exchange.response?.encoded?.bytes ?? input.answer.bytes.length;
    if (received > length || (received < length && isTooLarge(input))) {
      yield { code: 'content-length-differs', args: { declared: length, received }, at };
    }
  },
});

/** Fewer bytes than declared came, and it is the length that is wrong: the peer ended, or the document is whole. */
function isTooLarge({ answer }: CheckInput): boolean {
  const { end } = answer.exchange;
  return end === 'closed' || end === 'complete' || (answer.body.ok && end.startsWith('timeout'));
}
