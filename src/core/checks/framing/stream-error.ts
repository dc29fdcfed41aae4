import { streamPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';
import { endsInRateLimit } from '../outcome/inconclusive.js';
import { isStream } from './stream-state.js';

/** A stream with status 200 contains no error. */
export const streamError = defineCheck({
  id: 'stream-error',
  title: 'The stream contains no error',
  stage: 'framing',
  scope: 'answer',
  kinds: ['error-in-stream'],
  fatal: ['sequence'],
  params: { type: 'object', properties: { described: { type: 'boolean' } }, additionalProperties: false },
  explain: {
    what: 'A stream with status 200 delivers its answer. An error inside it, as data, as an event named error or as an "error:" line, means that the request failed after it was accepted; most clients take the events before it for the answer. If the documents describe such errors (`described`), it is above a note only while the control request of the run works. The error of a rate limit is a note, and the case is inconclusive.',
    causes:
      'Headers sent before the upstream responded, so that a refusal can no longer be a status; an engine that fails halfway; a gateway that wraps every upstream error into the stream.',
    falseAlarm:
      'An overload may occur by chance: run the case again. A member named `error` in a chunk may contain something else.',
    seen: [
      'sashabaranov/go-openai#1057',
      'anthropics/anthropic-sdk-typescript#711',
      'vllm-project/vllm#37937',
      'BerriAI/litellm#6629',
      'diegosouzapw/OmniRoute#8210',
      'dcdpr/jp#978',
      'decolua/9router#3242',
    ],
  },
  applies: (input) => isStream(input) && input.answer.events.length > 0,
  *judge({ answer, reply: { error, outputs }, controlWorks }, binding) {
    if (error === null) return;
    // Without output the request was refused: `acceptance` and `error-streamed` report it.
    const isDescribed = binding.with.described === true && (controlWorks !== true || outputs.length === 0);
    const isNote = isDescribed || endsInRateLimit(answer);
    yield {
      code: 'error-in-stream',
      args: { error: error.value },
      at: error.place.part === 'chunk' ? error.place : streamPlace,
      level: isNote ? 'note' : undefined,
    };
  },
});
