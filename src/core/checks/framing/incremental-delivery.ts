import { streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../check.js';
import { isStream } from './stream-state.js';

/** So many pieces are no accident of batching; no engine makes them within a few milliseconds. */
const FEWEST_PIECES = 32;
/** Characters that some engines send in one delta without having held anything back. */
const LARGEST_PIECE = 64;
/** How long nothing came, in milliseconds: long enough for the answer to have been made meanwhile. */
const SHORTEST_WAIT = 1_000;
/** What came so many milliseconds before the burst is part of it. */
const BURST = 20;
/** Milliseconds a piece: 0.05 would be 20,000 tokens a second, ten times what the fastest known engines make. */
const FASTEST_PIECE = 0.05;

/** A stream is delivered bit by bit, as it is made. */
export const incrementalDelivery = defineCheck({
  id: 'incremental-delivery',
  title: 'The stream is delivered as it is made',
  stage: 'framing',
  scope: 'answer',
  kinds: ['not-incremental'],
  consequenceOf: ['stream-end'],
  explain: {
    what: 'The chunks of a stream arrive one after another while the answer is made. It is told only where many deltas came in one burst after a long silence: faster than any engine makes tokens, so that they must have been held back. A "should" at most. Of a stream that the client left only its beginning is known, and nothing is told.',
    causes:
      'A proxy that buffers responses (nginx proxy_buffering, compression middleware); a gateway that collects the answer and plays it back; an adapter over an API that does not stream.',
    falseAlarm:
      'An answer from a cache after a slow look-up; a network that stalled and then delivered everything at once. Times are those of this client: a busy machine reads late.',
    seen: ['Kong/kong#14425', 'router-for-me/CLIProxyAPI#460', 'dividor/evidencelab#476'],
  },
  applies: (view) =>
    isStream(view) &&
    view.answer.exchange.timed &&
    view.answer.exchange.raw &&
    view.answer.exchange.end !== 'hung-up' &&
    piecesOf(deltas(view)) >= FEWEST_PIECES,
  *judge(view) {
    const texts = deltas(view);
    const first = texts[0]?.ms ?? 0;
    const span = (texts.at(-1)?.ms ?? 0) - first;
    const silence = first - lastBefore(view, first - BURST);
    if (silence < SHORTEST_WAIT || span > FASTEST_PIECE * piecesOf(texts)) return;
    yield {
      code: 'not-incremental',
      args: { characters: charactersOf(texts), deltas: texts.length, span, silence },
      at: streamPlace,
      level: 'should',
    };
  },
});

/** When the last chunk came up to a moment, of a role or of reasoning as well; 0 where none had. */
function lastBefore({ answer }: CheckInput, moment: number): number {
  return answer.reply.chunks.findLast(({ event: { ms } }) => ms !== null && ms <= moment)?.event.ms ?? 0;
}

/** A delta that carries text: when it arrived, and how long it is. */
interface Delta {
  readonly ms: number;
  readonly length: number;
}

function deltas({ reply }: CheckInput): readonly Delta[] {
  const pieces = reply.outputs.flatMap(({ text }) => text.pieces);
  const timed = pieces.flatMap(({ text, place }) => {
    const ms = place.part === 'chunk' ? (reply.chunks[place.chunk]?.event.ms ?? null) : null;
    return ms === null ? [] : [{ ms, length: text.length }];
  });
  return timed.sort((a, b) => a.ms - b.ms);
}

/** How many deltas the answer has, or would have at the least were it not held back. */
function piecesOf(texts: readonly Delta[]): number {
  return Math.max(texts.length, Math.floor(charactersOf(texts) / LARGEST_PIECE));
}

function charactersOf(texts: readonly Delta[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
