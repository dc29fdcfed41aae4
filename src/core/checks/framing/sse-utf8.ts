import { streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** An event stream is UTF-8. */
export const sseUtf8 = defineCheck({
  id: 'sse-utf8',
  title: 'The stream is UTF-8',
  stage: 'framing',
  scope: 'answer',
  kinds: ['malformed-utf8'],
  explain: {
    what: 'An event stream is always UTF-8; no header can change that. Every client turns other bytes into U+FFFD, which damages the text.',
    causes:
      'Pieces of a token flushed in the middle of a character and joined with other bytes; text in Latin-1 or another encoding; a proxy that cuts or rewrites bytes.',
    falseAlarm: 'A character that the end of a stream cuts is reported as a truncated stream, not here.',
    seen: [],
  },
  applies: ({ answer }) => answer.form === 'stream' && answer.exchange.raw,
  *judge(input) {
    const { answer } = input;
    const at = answer.invalidUtf8At;
    if (at === null || isCutThere(input, at)) return;
    yield { code: 'stream-not-utf8', args: { byte: answer.bytes[at] ?? 0, offset: at }, at: streamPlace };
  },
});

/** The last character of a stream that was cut, by the peer or by us. */
function isCutThere({ answer }: CheckInput, at: number): boolean {
  return answer.exchange.end !== 'complete' && at >= answer.bytes.length - 3;
}
