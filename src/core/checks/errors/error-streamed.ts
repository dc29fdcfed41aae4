import { streamPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

/** A refused request for a stream gets a status and a JSON body, not a stream. */
export const errorStreamed = defineCheck({
  id: 'error-streamed',
  title: 'A refused stream gets a JSON error',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-form'],
  consequenceOf: [
    'media-type',
    'answer-form',
    'json-document',
    'error-in-ok',
    'stream-error',
    'no-response',
    'stream-end',
  ],
  explain: {
    what: 'A request with `stream: true` that is refused before the first token gets the same response as one without: an error status and the JSON envelope, not an event stream.',
    causes:
      'Servers that send the headers of the stream before they validate the request; a gateway whose streaming path does not handle errors.',
    falseAlarm: 'An error after the first token can only be sent inside the stream.',
    seen: [
      'BerriAI/litellm#6629',
      'decolua/9router#3242',
      'anthropics/anthropic-sdk-typescript#711',
      'easychen/openai-api-proxy#33',
    ],
  },
  applies: ({ answer }) =>
    answer.requested.stream &&
    (answer.status >= 400 || (answer.reply.error !== null && answer.reply.outputs.length === 0)),
  *judge({ answer }) {
    if (answer.form !== 'stream') return;
    yield {
      code: 'error-streamed',
      args: { status: answer.status, error: answer.reply.error?.value },
      at: streamPlace,
    };
  },
});
