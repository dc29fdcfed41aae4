import { BURST, FASTEST_PIECE, FEWEST_PIECES, LARGEST_PIECE, SHORTEST_WAIT } from '../../model/tolerances.js';
import { streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { isStream } from './stream-state.js';

/** A stream is delivered chunk by chunk, as it is generated. */
export const incrementalDelivery = defineCheck({
  id: 'incremental-delivery',
  title: 'The stream is delivered incrementally',
  stage: 'framing',
  scope: 'answer',
  kinds: ['not-incremental'],
  consequenceOf: ['stream-end', 'sse-framing'],
  explain: {
    what: 'The chunks of a stream arrive one after another while the answer is generated. A divergence is reported only if many pieces of text arrive in one burst after a long wait, faster than any engine generates tokens, so that they must have been buffered. It is at most a `should`. A stream that the client closed early is not judged.',
    causes:
      'A proxy that buffers responses (nginx proxy_buffering, compression middleware); a gateway that collects the answer and replays it; an adapter for an API that does not stream.',
    falseAlarm:
      'An answer may come from a cache after a slow lookup, or a network may stall and then deliver everything at once. Times are measured by this client: a busy machine reads late.',
    seen: ['Kong/kong#14425', 'router-for-me/CLIProxyAPI#460', 'dividor/evidencelab#476'],
  },
  applies: (view) =>
    isStream(view) &&
    view.answer.exchange.timed &&
    view.answer.exchange.raw &&
    view.answer.exchange.end !== 'hung-up' &&
    piecesOf(piecesIn(view)) >= FEWEST_PIECES,
  *judge(view) {
    const texts = piecesIn(view);
    const first = texts[0]?.ms ?? 0;
    const span = (texts.at(-1)?.ms ?? 0) - first;
    const silence = first - lastBefore(view, first - BURST);
    if (silence < SHORTEST_WAIT || span > FASTEST_PIECE * piecesOf(texts)) return;
    yield {
      code: 'not-incremental',
      args: { characters: charactersOf(texts), pieces: texts.length, span, silence },
      at: streamPlace,
      level: 'should',
    };
  },
});

/** When the last chunk came up to a moment, of a role or of reasoning as well; 0 where none had. */
function lastBefore({ answer }: CheckInput, moment: number): number {
  return answer.reply.chunks.findLast(({ event: { ms } }) => ms !== null && ms <= moment)?.event.ms ?? 0;
}

/** A piece of text: when it arrived, and its length in characters. */
interface Part {
  readonly ms: number;
  readonly length: number;
}

function piecesIn({ reply }: CheckInput): readonly Part[] {
  const pieces = reply.outputs.flatMap(({ text }) => text.pieces);
  const timed = pieces.flatMap(({ text, place }) => {
    const ms = place.part === 'chunk' ? (reply.chunks[place.chunk]?.event.ms ?? null) : null;
    return ms === null ? [] : [{ ms, length: text.length }];
  });
  return reply.outputs.length > 1 ? timed.sort((a, b) => a.ms - b.ms) : timed;
}

/** How many pieces the answer has, or would have at the least were it not held back. */
function piecesOf(texts: readonly Part[]): number {
  return Math.max(texts.length, Math.floor(charactersOf(texts) / LARGEST_PIECE));
}

function charactersOf(texts: readonly Part[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
