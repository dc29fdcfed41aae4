import { LONGEST_OPEN } from '../../model/tolerances.js';
import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { dialectOf } from '../../dialect/index.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { brokenTail, hasFinish, hasTerminator, isStream, terminatorOf } from './stream-state.js';

/** A stream is complete, and ends soon after its last event. */
export const streamEnd = defineCheck({
  id: 'stream-end',
  title: 'The stream is complete and ends',
  stage: 'framing',
  scope: 'answer',
  kinds: ['truncated', 'stalled'],
  consequenceOf: ['content-length', 'sse-data-json'],
  explain: {
    what: 'A stream is not cut: it has a finish_reason, its last event is complete, and its connection is neither reset nor closed early. It does not stall halfway, and the connection is not kept open after the terminator.',
    causes:
      'An upstream or a guardrail that fails halfway, without an error for the client; a server that never ends the response; timeouts of a proxy that are shorter than the answer.',
    falseAlarm:
      'A connection may break by chance: run the case again. A model may pause for longer than the timeout while it reasons: raise the timeout.',
    seen: [
      'maximhq/bifrost#597',
      'BerriAI/litellm#39748',
      'Portkey-AI/gateway#1143',
      'diegosouzapw/OmniRoute#6777',
      'penta2himajin/qwisp#134',
    ],
  },
  applies: (view) =>
    isStream(view) && !['hung-up', 'too-large', 'unknown'].includes(view.answer.exchange.end) && !isOutage(view),
  *judge(view) {
    const { end } = view.answer.exchange;
    const mismatch = end.startsWith('timeout') ? timeout(view) : (cut(view) ?? lateEnd(view));
    if (mismatch) yield mismatch;
  },
});

/** The connection broke while the endpoint went down as a whole. */
function isOutage({ answer, controlWorks }: CheckInput): boolean {
  return controlWorks === false && (answer.exchange.end === 'closed' || answer.exchange.end === 'reset');
}

/** The timeout struck: the stream had ended and was kept open, or it stalled before. */
function timeout(view: CheckInput): Mismatch | null {
  const { answer } = view;
  const rest = restOf(view);
  if (answer.exchange.end === 'timeout-total') {
    // An answer that was still coming when our time was up is long, not stalled.
    if (rest === null || (isOver(view) ? rest < LONGEST_OPEN : rest < answer.exchange.ms / 2)) return null;
  }
  const args = { ms: rest, events: answer.events.length };
  return { code: isOver(view) ? 'left-open' : 'stream-stalled', args, at: streamPlace };
}

/** The stream ended too early. */
function cut(view: CheckInput): Mismatch | null {
  const { answer } = view;
  const { end, endCode: code, raw } = answer.exchange;
  if (answer.reply.error !== null) return null;
  const events = answer.events.length;
  const at = streamPlace;
  if (end !== 'complete')
    return { code: 'stream-cut', args: { events, reached: reached(view), end, code, finish: finishName(view) }, at };
  if (raw && brokenTail(answer, terminatorOf(view))) return { code: 'last-event-cut', args: { events }, at };
  if (isUnreadable(view) || isOver(view)) return null;
  return {
    code: answer.reply.chunks.length === 0 ? 'stream-without-chunks' : 'stream-without-finish',
    args: { events, finish: finishName(view) },
    at,
  };
}

function finishName({ spec }: CheckInput): string {
  return dialectOf(spec).finish.member;
}

/** The last part of the answer that came before its end. */
function reached(view: CheckInput): 'terminator' | 'finish' | 'neither' {
  if (hasTerminator(view.answer, terminatorOf(view))) return 'terminator';
  return hasFinish(view.answer) ? 'finish' : 'neither';
}

/**
 * The peer ended the stream in good order, but long after its last event. Captures are left out: some recorders count the
 * time for which the connection was kept for the next request.
 */
function lateEnd(view: CheckInput): Mismatch | null {
  const rest = view.answer.exchange.raw ? restOf(view) : null;
  if (rest === null || rest < LONGEST_OPEN || !isOver(view)) return null;
  return { code: 'left-open', args: { ms: rest, events: view.answer.events.length }, at: streamPlace };
}

/** Whether the answer is complete: a finish_reason, or chunks and then the terminator. */
function isOver(view: CheckInput): boolean {
  const { answer } = view;
  if (hasFinish(answer) || answer.reply.error !== null) return true;
  return answer.reply.chunks.length > 0 && hasTerminator(answer, terminatorOf(view));
}

/** No data could be read as a chunk: whatever it says of its end is not known. */
function isUnreadable({ answer }: CheckInput): boolean {
  return answer.reply.chunks.length === 0 && answer.events.filter(({ data }) => data?.trim()).length > 1;
}

/** Milliseconds between the last event and the end; null where times are not known. */
function restOf({ answer }: CheckInput): number | null {
  const last = answer.events.at(-1)?.ms ?? null;
  return last === null || !answer.exchange.timed ? null : answer.exchange.ms - last;
}
