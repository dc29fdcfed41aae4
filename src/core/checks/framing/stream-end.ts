import type { Mismatch } from '../../model/divergence.js';
import { streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../check.js';
import { brokenTail, hasFinish, hasTerminator, isStream, terminatorOf } from './stream-state.js';

/** How long after its last event a stream may stay open, in milliseconds. */
const LONGEST_REST = 5_000;

/** A stream comes to its end, and ends soon after. */
export const streamEnd = defineCheck({
  id: 'stream-end',
  title: 'The stream comes to its end, and ends',
  stage: 'framing',
  scope: 'answer',
  kinds: ['truncated', 'stalled'],
  consequenceOf: ['content-length'],
  explain: {
    what: 'A stream is not cut: it gives a finish_reason before it ends, its last event is whole, its connection is neither reset nor closed early. Nor does it fall silent half way, and after its terminator the connection is not kept open.',
    causes:
      'An upstream or a guardrail that fails half way, whose error nobody sends on; a server that never ends the response; timeouts of a proxy shorter than the answer.',
    falseAlarm:
      'A connection that broke by chance: run the case again. A model that pauses for longer than the time limit while it thinks: raise the timeout.',
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
    const told = end.startsWith('timeout') ? silence(view) : (cut(view) ?? lateEnd(view));
    if (told) yield told;
  },
});

/** The connection broke while the endpoint went down as a whole. */
function isOutage({ answer, controlWorks }: CheckInput): boolean {
  return controlWorks === false && (answer.exchange.end === 'closed' || answer.exchange.end === 'reset');
}

/** Our time ran out: the stream had ended and was kept open, or it fell silent before. */
function silence(view: CheckInput): Mismatch | null {
  const { answer } = view;
  const rest = restOf(view);
  if (answer.exchange.end === 'timeout-total') {
    // An answer that was still coming when our time was up is long, not stalled.
    if (rest === null || (isOver(view) ? rest < LONGEST_REST : rest < answer.exchange.ms / 2)) return null;
  }
  const waited = rest === null ? '' : ` for ${Math.round(rest)} ms`;
  const actual = isOver(view)
    ? `left open${waited} after the last of ${answer.events.length} events`
    : `silent${waited} after ${answer.events.length} events, the answer not finished`;
  return { kind: 'stalled', at: streamPlace, expected: 'a stream that comes to its end and ends', actual };
}

/** The stream ended too early. */
function cut(view: CheckInput): Mismatch | null {
  const { answer } = view;
  const { end, endCode } = answer.exchange;
  if (answer.error !== null) return null;
  const actual = cutBy(view);
  if (actual === null) return null;
  const how = end === 'complete' ? '' : `, when the connection was ${end}${endCode === null ? '' : ` (${endCode})`}`;
  return { kind: 'truncated', at: streamPlace, expected: 'a stream that comes to its end', actual: actual + how };
}

function cutBy(view: CheckInput): string | null {
  const { answer } = view;
  const count = `${answer.events.length} events`;
  if (answer.exchange.end !== 'complete') return `it ends after ${count}, ${reached(view)}`;
  if (answer.exchange.raw && brokenTail(answer, terminatorOf(view))) return `the last of ${count} breaks off`;
  if (isUnreadable(view) || isOver(view)) return null;
  return answer.chunks.length === 0 ? `no chunk in ${count}` : `${count} without a finish_reason`;
}

/** How far the answer had come. */
function reached(view: CheckInput): string {
  if (hasTerminator(view.answer, terminatorOf(view))) return 'the terminator among them';
  return hasFinish(view.answer) ? 'after the finish_reason but without the terminator' : 'without a finish_reason';
}

/**
 * The peer ended the stream in good order, but long after its last event. A capture's word on the end is not taken: some
 * recorders count the time for which the connection was kept for the next request.
 */
function lateEnd(view: CheckInput): Mismatch | null {
  const rest = view.answer.exchange.raw ? restOf(view) : null;
  if (rest === null || rest < LONGEST_REST || !isOver(view)) return null;
  const actual = `left open for ${Math.round(rest)} ms after the last event`;
  return { kind: 'stalled', at: streamPlace, expected: 'a stream that ends after its last event', actual };
}

/** Whether the answer was said to the end: a finish_reason, or chunks and then the terminator. */
function isOver(view: CheckInput): boolean {
  const { answer } = view;
  if (hasFinish(answer) || answer.error !== null) return true;
  return answer.chunks.length > 0 && hasTerminator(answer, terminatorOf(view));
}

/** No data could be read as a chunk: whatever it says of its end is not known. */
function isUnreadable({ answer }: CheckInput): boolean {
  return answer.chunks.length === 0 && answer.events.filter(({ data }) => data?.trim()).length > 1;
}

/** Milliseconds between the last event and the end; null where times are not known. */
function restOf({ answer }: CheckInput): number | null {
  const last = answer.events.at(-1)?.ms ?? null;
  return last === null || !answer.exchange.timed ? null : answer.exchange.ms - last;
}
