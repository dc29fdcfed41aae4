import type { Answer } from '../../dialect/answer.js';
import type { CheckInput } from '../../dialect/check.js';
import type { Mismatch } from '../../dialect/messages.js';
import type { Reply } from '../../dialect/reply.js';
import { memoize } from '../../model/memoize.js';
import type { Spec } from '../../model/spec.js';
import {
  BURST,
  FASTEST_PIECE,
  FEWEST_PIECES,
  LARGEST_PIECE,
  LONGEST_OPEN,
  SHORTEST_WAIT,
} from '../../model/tolerances.js';
import { streamPlace } from '../../wire/place.js';
import { hasFinish, hasTerminator, isStream, terminatorOf } from './stream-state.js';

/** What a check of times looks at. */
type Timed = Pick<CheckInput, 'answer' | 'spec'>;

/** Whether the times of a stream show a fault: after the delays of this process are subtracted. */
export type Measure = (input: Timed) => Mismatch | null;

/**
 * The mismatch of a measure with the level that the evidence supports: a note unless the delays of this process are known
 * and the same request shows the same when it is sent again.
 */
export function confirmed(measure: Measure, input: CheckInput): Mismatch | null {
  const found = measure(input);
  if (found === null) return null;
  const { answer, again, spec } = input;
  if (answer.exchange.readDelay === undefined) return { ...found, level: 'note' };
  if (again === null) return found;
  return measure({ answer: again, spec })?.code === found.code ? found : { ...found, level: 'note' };
}

/** The check that reports the times of a stream if the same request shows them again; null for none. */
export function suspectingCheck(answer: Answer, spec: Spec): 'incremental-delivery' | 'stream-end' | null {
  const input = { answer, spec };
  if (answer.exchange.readDelay === undefined) return null;
  if (findOpenEnd(input) !== null) return 'stream-end';
  return findBurst(input) === null ? null : 'incremental-delivery';
}

/** Many pieces of text in one burst after a long wait. */
export function findBurst(input: Timed): Mismatch | null {
  const { exchange } = input.answer;
  if (!canShowBurst(input) || exchange.simultaneous === true) return null;
  const texts = piecesIn(input.answer.reply);
  const first = texts[0]?.ms ?? 0;
  const span = (texts.at(-1)?.ms ?? 0) - first;
  const silence = first - lastBefore(input, first - BURST);
  if (silence - (exchange.readDelay ?? 0) < SHORTEST_WAIT || span > FASTEST_PIECE * piecesOf(texts)) return null;
  return {
    code: 'not-incremental',
    args: { characters: charactersOf(texts), pieces: texts.length, span, silence },
    at: streamPlace,
    level: 'should',
  };
}

/** Whether a stream is long enough to show when its pieces arrived. */
export function canShowBurst(input: Timed): boolean {
  const { timed, raw, end } = input.answer.exchange;
  return (
    isStream(input) && timed && raw && end !== 'hung-up' && piecesOf(piecesIn(input.answer.reply)) >= FEWEST_PIECES
  );
}

/** A stream that stalls before it is complete, or is kept open after that. */
export function findOpenEnd(input: Timed): Mismatch | null {
  const { answer } = input;
  const { end, raw } = answer.exchange;
  if (!isStream(input)) return null;
  const rest = restOf(input);
  const over = isOver(input);
  if (!end.startsWith('timeout')) {
    // Captures are left out: some recorders count the time for which the connection was kept for the next request.
    if (end !== 'complete' || !raw || rest === null || rest < LONGEST_OPEN || !over) return null;
  } else if (end === 'timeout-total') {
    // An answer that was still coming when our time was up is long, not stalled.
    if (rest === null || (over ? rest < LONGEST_OPEN : rest < answer.exchange.ms / 2)) return null;
  }
  const args = { ms: restWithDelay(input), events: answer.events.length };
  // No sentence says that the server closes what it has ended.
  return over
    ? { code: 'left-open', args, at: streamPlace, level: 'should' }
    : { code: 'stream-stalled', args, at: streamPlace };
}

/** Whether the answer is complete: a finish_reason, or chunks and then the terminator. */
export function isOver(input: Timed): boolean {
  const { answer } = input;
  if (hasFinish(answer) || answer.reply.error !== null) return true;
  return answer.reply.chunks.length > 0 && hasTerminator(answer, terminatorOf(input));
}

/** Milliseconds between the last event and the end, without the delays of this process; null if times are not known. */
function restOf(input: Timed): number | null {
  const rest = restWithDelay(input);
  return rest === null ? null : rest - (input.answer.exchange.readDelay ?? 0);
}

function restWithDelay({ answer }: Timed): number | null {
  const last = answer.events.at(-1)?.ms ?? null;
  return last === null || !answer.exchange.timed ? null : answer.exchange.ms - last;
}

/** When the last chunk came up to a moment, of a role or of reasoning as well; 0 if none had. */
function lastBefore({ answer }: Timed, moment: number): number {
  return answer.reply.chunks.findLast(({ event: { ms } }) => ms !== null && ms <= moment)?.event.ms ?? 0;
}

/** A piece of text: when it arrived, and its length in characters. */
interface Part {
  readonly ms: number;
  readonly length: number;
}

/** The pieces of text, by their arrival. */
const piecesIn = memoize((reply: Reply): readonly Part[] => {
  const pieces = reply.outputs.flatMap(({ text }) => text.pieces);
  const timed = pieces.flatMap(({ text, place }) => {
    const ms = place.part === 'chunk' ? (reply.chunks[place.chunk]?.event.ms ?? null) : null;
    return ms === null ? [] : [{ ms, length: text.length }];
  });
  return reply.outputs.length > 1 ? timed.sort((a, b) => a.ms - b.ms) : timed;
});

/** How many pieces the answer has, or would have at the least were it not held back. */
function piecesOf(texts: readonly Part[]): number {
  return Math.max(texts.length, Math.floor(charactersOf(texts) / LARGEST_PIECE));
}

function charactersOf(texts: readonly Part[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
