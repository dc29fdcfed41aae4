import type { JsonObject } from '../../../../core/model/json.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { event, onBody, onStream, textOf } from '../kit/frames.js';
import { withHeader, withText } from '../../../reply.js';
import { bodyOf } from '../kit/refusals.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../../sample.js';
import { choiceOf } from '../kit/chunks.js';

const SHOWS = ['streaming/minimal', 'streaming/include-usage'];
const labelled = (type: string | null) => onStream((reply) => withHeader(reply, 'content-type', type));

/** A body rewritten as an unrequested stream. */
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

/** Wrong media types of streams, bodies instead of streams, streams instead of bodies. */
export const wrongLabels = faultsOf('sse', [
  {
    id: 'litserve-ndjson-content-type',
    seen: ['Lightning-AI/LitServe#359'],
    title: 'A stream has the media type application/x-ndjson.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: labelled('application/x-ndjson'),
  },
  {
    id: 'foundry-local-json-content-type-on-stream',
    seen: ['microsoft/foundry-dev-tools#195'],
    title: 'A stream has the media type application/json.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: labelled('application/json'),
  },
  {
    id: 'ramalama-text-plain-stream',
    seen: ['containers/ramalama#2837'],
    title: 'A stream has the media type text/plain.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: labelled('text/plain; charset=utf-8'),
  },
  {
    id: 'privatemlsdk-no-content-type',
    seen: ['nearai/private-ml-sdk#20'],
    title: 'A stream has no Content-Type.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: labelled(null),
  },
  {
    id: 'b-azure-apim-stream-no-ctype',
    seen: ['sigoden/aichat#651'],
    title: 'A gateway drops the Content-Type of streams.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: labelled(null),
  },
  {
    id: 'workersai-json-instead-of-sse',
    seen: ['cloudflare/ai#396'],
    title: 'The response to a streamed request is one JSON document.',
    expect: reportedBy('answer-form', 'stream'),
    shownBy: SHOWS,
    hooks: { requested: (requested) => ({ ...requested, stream: false }) },
  },
  {
    id: 'b-hebo-plain-text-stream',
    seen: ['8monkey-ai/hebo-platform#56'],
    title: 'The stream is bare text without events.',
    expect: reportedBy('answer-form', 'stream'),
    shownBy: SHOWS,
    hooks: onStream((reply) => withText(reply, 'text/plain; charset=utf-8', 'pong')),
  },
  {
    id: 'b-9router-json-body-with-done-glued',
    seen: ['decolua/9router#3492'],
    title: 'A JSON body is followed by `data: [DONE]` and has the media type of a stream.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: ['basic/minimal'],
    hooks: onBody((reply) => withText(reply, 'text/event-stream', `${textOf(reply)}data: [DONE]\n\n`)),
  },
  {
    id: 'b-omniroute-omitted-stream-gets-sse',
    seen: ['diegosouzapw/OmniRoute#10239'],
    title: 'A request without `stream` gets a stream.',
    expect: reportedBy('answer-form', 'body'),
    shownBy: ['basic/minimal', 'basic/stream-false'],
    hooks: streamsUnlessFalse(),
  },
  {
    id: 'b-9router-undefined-stream-true',
    seen: ['rohitg00/agentmemory#526'],
    title: 'A proxy treats an absent `stream` as true.',
    expect: reportedBy('answer-form', 'body'),
    shownBy: ['basic/minimal'],
    hooks: streamsUnlessFalse(),
  },
]);

function streamsUnlessFalse(): Hooks {
  return {
    reply: (reply, context) =>
      context.request.method === 'POST' && reply.status === 200 && bodyOf(context)['stream'] === undefined
        ? withText(reply, 'text/event-stream', streamed(textOf(reply)))
        : reply,
  };
}
