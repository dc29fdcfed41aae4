import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { dialectOf } from '../../dialect/index.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { confirmed, findOpenEnd, isOver } from './stream-timing.js';
import { brokenTail, hasFinish, hasTerminator, isStream, terminatorOf } from './stream-state.js';

/** A stream is complete, and ends soon after its last event. */
export const streamEnd = defineCheck({
  id: 'stream-end',
  title: 'The stream is complete and ends',
  stage: 'framing',
  scope: 'answer',
  kinds: ['truncated', 'stalled'],
  looksAt: 'timeouts-too',
  consequenceOf: ['content-length', 'sse-data-json'],
  explain: {
    what: 'A stream is not cut: it has a finish_reason, its last event is complete, and its connection is neither reset nor closed early. It does not stall halfway, and the connection is not kept open after the terminator.',
    causes:
      'An upstream or a guardrail that fails halfway, without an error for the client; a server that never ends the response; timeouts of a proxy that are shorter than the answer.',
    falseAlarm:
      'A connection may break by chance: run the case again. A stream that stalls or stays open is requested again: only what happens twice, without the delays of this process, is reported above a note. A model may pause for longer than the timeout while it reasons: raise the timeout.',
    seen: [
      'maximhq/bifrost#597',
      'BerriAI/litellm#39748',
      'Portkey-AI/gateway#1143',
      'diegosouzapw/OmniRoute#6777',
      'penta2himajin/qwisp#134',
    ],
  },
  applies: (input) =>
    isStream(input) && !['hung-up', 'too-large', 'unknown'].includes(input.answer.exchange.end) && !isOutage(input),
  *judge(input) {
    const { end } = input.answer.exchange;
    const mismatch = (end.startsWith('timeout') ? null : cut(input)) ?? confirmed(findOpenEnd, input);
    if (mismatch) yield mismatch;
  },
});

/** The connection broke while the endpoint went down as a whole. */
function isOutage({ answer, controlWorks }: CheckInput): boolean {
  return controlWorks === false && (answer.exchange.end === 'closed' || answer.exchange.end === 'reset');
}

/** The stream ended too early. */
function cut(input: CheckInput): Mismatch | null {
  const { answer } = input;
  const { end, endCode: code, raw } = answer.exchange;
  if (answer.reply.error !== null) return null;
  const events = answer.events.length;
  const at = streamPlace;
  if (end !== 'complete')
    return { code: 'stream-cut', args: { events, reached: reached(input), end, code, finish: finishName(input) }, at };
  if (raw && brokenTail(answer, terminatorOf(input))) return { code: 'last-event-cut', args: { events }, at };
  if (isUnreadable(input) || isOver(input)) return null;
  return {
    code: answer.reply.chunks.length === 0 ? 'stream-without-chunks' : 'stream-without-finish',
    args: { events, finish: finishName(input) },
    at,
  };
}

function finishName({ spec }: CheckInput): string {
  return dialectOf(spec).finish.member;
}

/** The last part of the answer that came before its end. */
function reached(input: CheckInput): 'terminator' | 'finish' | 'neither' {
  if (hasTerminator(input.answer, terminatorOf(input))) return 'terminator';
  return hasFinish(input.answer) ? 'finish' : 'neither';
}

/** No data could be read as a chunk: whatever it says of its end is not known. */
function isUnreadable({ answer }: CheckInput): boolean {
  return answer.reply.chunks.length === 0 && answer.events.filter(({ data }) => data?.trim()).length > 1;
}
