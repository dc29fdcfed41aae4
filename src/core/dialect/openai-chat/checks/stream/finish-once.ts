import type { Mismatch } from '../../../messages.js';
import { asString } from '../../../../wire/json.js';
import { chunkPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { entriesByChoice, isChunkStream, isWholeStream, type StreamEntry } from './stream.js';

/** Each choice finishes exactly once. */
export const finishOnce = defineCheck({
  id: 'finish-once',
  title: 'Each choice has one finish_reason',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['missing-field', 'repeated'],
  consequenceOf: ['stream-end', 'sse-terminator', 'http-message', 'choice-index', 'after-finish', 'sse-data-json'],
  consequences: ['streamed-alike'],
  explains: [{ check: 'stop' }],
  explain: {
    what: 'Exactly one chunk of a choice has a finish reason. Without one the client does not know whether the answer is complete; a second one ends it twice.',
    causes:
      'A gateway that loses the last chunk of a backend, or adds its own; a server that writes a finish reason into every chunk.',
    falseAlarm: 'None known for complete streams; `stream-end` reports streams that were cut.',
    seen: [
      'maximhq/bifrost#1821',
      'foundation-model-stack/fms-guardrails-orchestrator#431',
      'foundation-model-stack/fms-guardrails-orchestrator#482',
      'qualcomm/GenieX#1246',
      'decolua/9router#2869',
      'alfredapp/openai-workflow#52',
    ],
  },
  applies: (input) => isChunkStream(input) && entriesByChoice(input).size > 0,
  *judge(input) {
    const complete = isWholeStream(input);
    for (const [index, entries] of entriesByChoice(input)) {
      // Choices without an index cannot be distinguished.
      const found = mismatchOf(entries, complete, index !== null);
      if (found !== null) yield found;
    }
  },
});

function mismatchOf(entries: readonly StreamEntry[], complete: boolean, known: boolean): Mismatch | null {
  const finishes = entries.filter(({ choice }) => Boolean(asString(member(choice, 'finish_reason'))));
  const last = entries.at(-1);
  if (finishes.length === 0 && complete && last !== undefined) {
    const args = { last: member(last.choice, 'finish_reason') };
    return { code: 'finish-missing', args, at: chunkPlace(last.chunk, `${last.pointer}/finish_reason`) };
  }
  const second = finishes[1];
  if (second === undefined || !known) return null;
  return {
    code: 'finish-repeated',
    args: { chunks: finishes.length },
    at: chunkPlace(second.chunk, `${second.pointer}/finish_reason`),
    occurrences: finishes.length - 1,
    // The examples show it once; no sentence forbids a second one.
    level: 'should',
  };
}
