import { type Reply, withText } from '../../../reply.js';
import type { Hooks } from '../../hooks.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { event, onStream, textOf } from '../kit/frames.js';
import { bodyOf, errorBody, onError, refusing } from '../kit/refusals.js';

const BAD = ['errors/messages-wrong-type'];
const IN_STREAM = reportedBy('stream-error', 'chunk');
const STREAM = ['streaming/minimal'];
const ok = (reply: Reply): Reply => ({ ...reply, status: 200 });
/** Errors of streamed requests become an event stream with status 200; other errors stay. */
const streamed = (): Hooks =>
  onError((reply, context) =>
    bodyOf(context)['stream'] === true
      ? ok(withText(reply, 'text/event-stream', `data: ${textOf(reply)}\n\ndata: [DONE]\n\n`))
      : reply,
  );
const only = (...frames: readonly unknown[]): Hooks => ({ frames: () => [...frames.map(event), 'data: [DONE]\n\n'] });
const CHUNK = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_760_000_000, model: 'a', choices: [] };

/** Errors with status 200, in bodies and in streams. */
export const errorsInOk = faultsOf('errors', [
  {
    id: 'vllm-200-on-context-overflow',
    seen: ['langgenius/dify-plugin-sdks#74', 'vllm-project/vllm#16831'],
    title: 'An error body is sent with status 200.',
    expect: reportedBy('error-in-ok', 'status'),
    shownBy: BAD,
    hooks: onError(ok),
  },
  {
    id: 'b-gateway-200-error-no-choices',
    seen: ['mmeyerlein/meclaw#75'],
    title: 'A failure of the upstream is sent as an error object with status 200.',
    expect: reportedBy('error-in-ok', 'status'),
    shownBy: ['basic/limited'],
    hooks: { ...refusing(() => true), ...onError(ok) },
  },
  {
    id: 'b-fastllm-200-error-502',
    seen: ['azrtydxb/Fastllm-proxy#28'],
    title: 'An error with code 502 is sent with status 200.',
    expect: reportedBy('error-in-ok', 'status'),
    shownBy: ['basic/limited'],
    hooks: {
      ...refusing(() => true),
      ...errorBody(() => ({ error: { message: 'upstream failed', code: 502 } })),
      ...onError(ok),
    },
  },
  {
    id: 'b-openrouter-200-error-null-fields',
    seen: ['pydantic/pydantic-ai#3994'],
    title: 'A body with status 200 has an error, a null id and null choices.',
    expect: reportedBy('error-in-ok', 'status'),
    shownBy: ['basic/limited'],
    hooks: {
      response: () => ({
        id: null,
        choices: null,
        error: { message: 'Provider returned error', code: 400 },
        user_id: 'u',
      }),
    },
  },
  {
    id: 'stream-type-error-in-stream',
    seen: [],
    title: 'A streamed request with a member of the wrong type gets a stream with status 200 that contains the error.',
    expect: IN_STREAM,
    shownBy: ['errors/messages-wrong-type-streamed'],
    hooks: onError((reply, context) =>
      bodyOf(context)['stream'] === true && typeof bodyOf(context)['messages'] === 'string'
        ? ok(withText(reply, 'text/event-stream', `data: ${textOf(reply)}\n\ndata: [DONE]\n\n`))
        : reply,
    ),
  },
  {
    id: 'anthropic-compat-stream-error',
    seen: ['anthropics/anthropic-sdk-typescript#711'],
    title: 'A stream with status 200 contains only an error.',
    expect: IN_STREAM,
    shownBy: STREAM,
    hooks: {
      frames: () => [
        event({
          error: { code: 'api_error', message: 'Internal server error', param: null, type: 'invalid_request_error' },
        }),
      ],
    },
  },
  {
    id: 'b-openrouter-error-empty-choices',
    seen: ['diegosouzapw/OmniRoute#8210'],
    title: 'The only chunk of a stream has empty choices and an error.',
    expect: IN_STREAM,
    shownBy: STREAM,
    hooks: only({ ...CHUNK, error: { code: 502, message: 'Upstream overloaded' } }),
  },
  {
    id: 'b-openrouter-400-in-200-stream',
    seen: ['dcdpr/jp#978'],
    title: 'A prompt that is too long is rejected inside a stream with status 200.',
    expect: IN_STREAM,
    shownBy: STREAM,
    hooks: only({ ...CHUNK, error: { code: 400, message: 'prompt is too long' } }),
  },
  {
    id: 'b-nararouter-200-soft-error',
    seen: ['decolua/9router#3242'],
    title: 'The only event is the text of an upstream failure.',
    expect: IN_STREAM,
    shownBy: STREAM,
    hooks: { frames: () => [event({ error: { message: 'engine stream outcome=exhausted reason=invalid' } })] },
  },
  {
    id: 'b-litellm-bedrock-context-200-sse',
    seen: ['BerriAI/litellm#6629'],
    title: 'The rejection of a streamed request is an event stream with status 200.',
    expect: IN_STREAM,
    shownBy: ['errors/unknown-model-streamed'],
    hooks: streamed(),
  },
  {
    id: 'error-as-event-stream',
    seen: [],
    title: 'The rejection of a streamed request has the right status but is an event stream.',
    expect: reportedBy('error-streamed', 'stream'),
    shownBy: ['errors/unknown-model-streamed'],
    hooks: onError((reply, context) =>
      bodyOf(context)['stream'] === true ? withText(reply, 'text/event-stream', `data: ${textOf(reply)}\n\n`) : reply,
    ),
  },
  {
    id: 'stream-error-after-words',
    seen: [],
    title: 'An error follows some text, and then the terminator.',
    expect: IN_STREAM,
    shownBy: ['streaming/counting'],
    hooks: onStream((reply) => ({
      ...reply,
      writes: [
        ...reply.writes.slice(0, 5),
        {
          afterMs: 1,
          data: event({ error: { message: 'engine died', type: 'server_error', param: null, code: null } }),
        },
        ...reply.writes.slice(-1),
      ],
    })),
  },
]);
