import type { Reply } from '../../../reply.js';
import type { Hooks } from '../../hooks.js';
import { by, faultsOf } from '../kit/fault.js';
import { event, onStream, textOf, withText } from '../kit/frames.js';
import { bodyOf, errorBody, onError, refusing } from '../kit/refusals.js';

const BAD = ['errors/messages-wrong-type'];
const IN_STREAM = by('stream-error', 'chunk');
const STREAM = ['streaming/minimal'];
const ok = (reply: Reply): Reply => ({ ...reply, status: 200 });
/** Errors of streamed requests as an event stream of status 200; others as they were. */
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
  [
    'vllm-200-on-context-overflow',
    ['langgenius/dify-plugin-sdks#74', 'vllm-project/vllm#16831'],
    'The body of an error comes with status 200.',
    by('error-in-ok', 'status'),
    BAD,
    onError(ok),
  ],
  [
    'b-gateway-200-error-no-choices',
    ['mmeyerlein/meclaw#75'],
    'A failure of the upstream is an error object with status 200.',
    by('error-in-ok', 'status'),
    ['basic/limited'],
    { ...refusing(() => true), ...onError(ok) },
  ],
  [
    'b-fastllm-200-error-502',
    ['azrtydxb/Fastllm-proxy#28'],
    'Status 200, and an error whose code is 502.',
    by('error-in-ok', 'status'),
    ['basic/limited'],
    {
      ...refusing(() => true),
      ...errorBody(() => ({ error: { message: 'upstream failed', code: 502 } })),
      ...onError(ok),
    },
  ],
  [
    'b-openrouter-200-error-null-fields',
    ['pydantic/pydantic-ai#3994'],
    'Status 200, an error, and id and choices that are null beside it.',
    by('error-in-ok', 'status'),
    ['basic/limited'],
    {
      response: () => ({
        id: null,
        choices: null,
        error: { message: 'Provider returned error', code: 400 },
        user_id: 'u',
      }),
    },
  ],
  [
    'anthropic-compat-stream-error',
    ['anthropics/anthropic-sdk-typescript#711'],
    'An error is all that a stream of status 200 holds.',
    IN_STREAM,
    STREAM,
    {
      frames: () => [
        event({
          error: { code: 'api_error', message: 'Internal server error', param: null, type: 'invalid_request_error' },
        }),
      ],
    },
  ],
  [
    'b-openrouter-error-empty-choices',
    ['diegosouzapw/OmniRoute#8210'],
    'The one chunk of a stream has no choices, and an error.',
    IN_STREAM,
    STREAM,
    only({ ...CHUNK, error: { code: 502, message: 'Upstream overloaded' } }),
  ],
  [
    'b-openrouter-400-in-200-stream',
    ['dcdpr/jp#978'],
    'A prompt too long is refused inside a stream of status 200.',
    IN_STREAM,
    STREAM,
    only({ ...CHUNK, error: { code: 400, message: 'prompt is too long' } }),
  ],
  [
    'b-nararouter-200-soft-error',
    ['decolua/9router#3242'],
    'The text of a failure of the upstream is the only event.',
    IN_STREAM,
    STREAM,
    { frames: () => [event({ error: { message: 'engine stream outcome=exhausted reason=invalid' } })] },
  ],
  [
    'b-litellm-bedrock-context-200-sse',
    ['BerriAI/litellm#6629'],
    'The refusal of a streamed request is an event stream of status 200.',
    IN_STREAM,
    ['errors/messages-wrong-type-streamed'],
    streamed(),
  ],
  [
    'error-as-event-stream',
    [],
    'The refusal of a streamed request has its status, and is an event stream.',
    by('error-streamed', 'stream'),
    ['errors/messages-wrong-type-streamed'],
    onError((reply, context) =>
      bodyOf(context)['stream'] === true ? withText(reply, 'text/event-stream', `data: ${textOf(reply)}\n\n`) : reply,
    ),
  ],
  [
    'stream-error-after-words',
    [],
    'After some words comes an error, and then the terminator.',
    IN_STREAM,
    ['streaming/counting'],
    onStream((reply) => ({
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
  ],
]);
