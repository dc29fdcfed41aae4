import type { JsonObject } from '../../../../core/model/json.js';
import { by, faultsOf } from '../kit/fault.js';
import { event, onBody, onStream, textOf, withHeader, withText } from '../kit/frames.js';
import { bodyOf } from '../kit/refusals.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../sample.js';
import { choiceOf } from '../kit/chunks.js';

const SHOWS = ['streaming/minimal', 'streaming/include-usage'];
const labelled = (type: string | null) => onStream((reply) => withHeader(reply, 'content-type', type));

/** A body as the stream that nobody asked for. */
function streamed(text: string): string {
  const body = JSON.parse(text) as JsonObject;
  const { message, ...choice } = choiceOf(body);
  const chunk = (delta: JsonObject, finish: string | null): JsonObject => ({
    ...body,
    object: 'chat.completion.chunk',
    choices: [{ ...choice, delta, finish_reason: finish }],
  });
  const said = isObject(message) ? message['content'] : '';
  return [
    event(chunk({ role: 'assistant', content: said ?? '' }, null)),
    event(chunk({}, 'stop')),
    'data: [DONE]\n\n',
  ].join('');
}

/** Streams under a wrong label, bodies where streams were asked for, streams where bodies were. */
export const wrongLabels = faultsOf('sse', [
  [
    'litserve-ndjson-content-type',
    ['Lightning-AI/LitServe#359'],
    'A stream is labelled application/x-ndjson.',
    by('media-type', 'header content-type'),
    SHOWS,
    labelled('application/x-ndjson'),
  ],
  [
    'foundry-local-json-content-type-on-stream',
    ['microsoft/foundry-dev-tools#195'],
    'A stream is labelled application/json.',
    by('media-type', 'header content-type'),
    SHOWS,
    labelled('application/json'),
  ],
  [
    'ramalama-text-plain-stream',
    ['containers/ramalama#2837'],
    'A stream is labelled text/plain.',
    by('media-type', 'header content-type'),
    SHOWS,
    labelled('text/plain; charset=utf-8'),
  ],
  [
    'privatemlsdk-no-content-type',
    ['nearai/private-ml-sdk#20'],
    'A stream has no Content-Type.',
    by('media-type', 'header content-type'),
    SHOWS,
    labelled(null),
  ],
  [
    'b-azure-apim-stream-no-ctype',
    ['sigoden/aichat#651'],
    'A gateway drops the Content-Type of streams.',
    by('media-type', 'header content-type'),
    SHOWS,
    labelled(null),
  ],
  [
    'workersai-json-instead-of-sse',
    ['cloudflare/ai#396'],
    'A stream is asked for, and one JSON document comes.',
    by('answer-form', 'stream'),
    SHOWS,
    { asked: (requested) => ({ ...requested, stream: false }) },
  ],
  [
    'b-hebo-plain-text-stream',
    ['8monkey-ai/hebo-platform#56'],
    'The bare text of the answer comes in place of events.',
    by('answer-form', 'stream'),
    SHOWS,
    onStream((reply) => withText(reply, 'text/plain; charset=utf-8', 'pong')),
  ],
  [
    'b-9router-json-body-with-done-glued',
    ['decolua/9router#3492'],
    'A JSON body is followed by `data: [DONE]` and labelled as a stream.',
    by('media-type', 'header content-type'),
    ['basic/minimal'],
    onBody((reply) => withText(reply, 'text/event-stream', `${textOf(reply)}data: [DONE]\n\n`)),
  ],
  [
    'b-omniroute-omitted-stream-gets-sse',
    ['diegosouzapw/OmniRoute#10239'],
    'A request that says nothing of `stream` is answered with one.',
    by('answer-form', 'body'),
    ['basic/minimal', 'basic/stream-false'],
    streamsUnlessFalse(),
  ],
  [
    'b-9router-undefined-stream-true',
    ['rohitg00/agentmemory#526'],
    'A proxy takes an absent `stream` for true.',
    by('answer-form', 'body'),
    ['basic/minimal'],
    streamsUnlessFalse(),
  ],
]);

function streamsUnlessFalse(): Hooks {
  return {
    reply: (reply, context) =>
      context.request.method === 'POST' && reply.status === 200 && bodyOf(context)['stream'] === undefined
        ? withText(reply, 'text/event-stream', streamed(textOf(reply)))
        : reply,
  };
}
