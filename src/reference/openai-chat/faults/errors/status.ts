import { inBody } from '../kit/chunks.js';
import { put } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';
import { withText } from '../kit/frames.js';
import { accepting, errorBody, onError, refusing, refusingWith } from '../kit/refusals.js';

const REFUSAL = by('refusal', 'status');
const REFUSED = by('acceptance', 'status');

/** Statuses: 500 for a mistake of the client, 200 for a model that does not exist, 201 for an answer. */
export const statuses = faultsOf('errors', [
  [
    'polza-201-for-an-answer',
    ['E-xyza/codicil#4', 'ChatGPTNextWeb/NextChat#4797'],
    'An answer has the status 201.',
    by('success-status', 'status'),
    ['basic/minimal', 'streaming/minimal'],
    { reply: (reply) => (reply.status === 200 ? { ...reply, status: 201 } : reply) },
  ],
  [
    'kserve-code-string-500',
    ['kserve/kserve#3886'],
    'A mistake of the client ends in 500, which the code repeats as a string.',
    REFUSAL,
    ['errors/messages-wrong-type'],
    {
      ...refusingWith({ status: 500 }),
      ...errorBody(({ message }) => ({ error: { code: '500', message, param: '', type: 'OpenAIError' } })),
    },
  ],
  [
    'etalab-500-bad-json',
    ['etalab-ia/OpenGateLLM#104'],
    'A body that is no JSON ends in 500 with the detail of a framework.',
    REFUSAL,
    ['errors/malformed-json'],
    {
      ...refusingWith({ status: 500 }, 'malformed-json'),
      ...errorBody(() => ({ detail: 'Internal server error' })),
    },
  ],
  [
    'b-coddy-upstream-400-as-500',
    ['coddy-project/coddy-agent#322'],
    'A refusal of the upstream becomes 500, its address in the message.',
    REFUSAL,
    ['errors/messages-wrong-type', 'errors/unknown-role'],
    refusingWith({
      status: 500,
      type: 'server_error',
      message: 'provider: POST "https://upstream.example/v1/chat/completions": 400 Bad Request',
    }),
  ],
  [
    'b-fak-empty-messages-502',
    ['anthony-chaudhary/fak#326'],
    'Messages that are empty or missing end in 502.',
    REFUSAL,
    ['errors/messages-empty', 'errors/messages.missing'],
    refusingWith(
      { status: 502, type: 'server_error', message: 'upstream model error' },
      'empty-messages',
      'missing-field',
    ),
  ],
  [
    'anythingllm-empty-messages-500-empty-body',
    ['Mintplex-Labs/anything-llm#6430'],
    'Empty messages end in 500 without a body.',
    REFUSAL,
    ['errors/messages-empty'],
    {
      ...refusingWith({ status: 500 }, 'empty-messages'),
      ...onError((reply) => withText(reply, 'application/json', '')),
    },
  ],
  [
    'llmd-empty-messages-200',
    ['llm-d/llm-d-inference-sim#666'],
    'Empty messages are answered.',
    REFUSAL,
    ['errors/messages-empty'],
    { ...accepting('empty-messages'), ...inBody(put('/usage/prompt_tokens', 0)) },
  ],
  [
    'mlxserve-unknown-model-200',
    ['ddalcu/mlx-serve#257'],
    'A model that does not exist answers, under the name that was asked for.',
    REFUSAL,
    ['errors/unknown-model'],
    accepting('unknown-model'),
  ],
  [
    'b-mlxserve-unknown-model-echoed',
    ['ddalcu/mlx-serve#258'],
    'The loaded model answers for one that does not exist, and gives its name.',
    REFUSAL,
    ['errors/unknown-model', 'errors/unknown-model-streamed'],
    accepting('unknown-model'),
  ],
  [
    'b-freellmapi-404-as-502',
    ['tashfeenahmed/freellmapi#76'],
    'A model that the upstream does not have ends in 502.',
    REFUSAL,
    ['errors/unknown-model'],
    refusingWith({ status: 502, type: 'server_error' }, 'unknown-model'),
  ],
  [
    'b-cody-429-to-503',
    ['sourcegraph/sourcegraph-public-snapshot#52786'],
    'A rate limit of the upstream is told as 503.',
    REFUSED,
    ['basic/limited'],
    refusing(() => true, { status: 503, type: 'server_error' }),
  ],
  [
    'fails-after-hang-up',
    [],
    'After a client hung up the next request fails.',
    by('recovers', 'status'),
    ['streaming/hang-up'],
    refusing((body) => body['stream'] === undefined, { status: 503, type: 'service_unavailable_error' }),
  ],
  [
    'wrong-type-accepted',
    [],
    'A parameter of a wrong type is accepted.',
    REFUSAL,
    ['penalties/temperature.wrong-type'],
    accepting('wrong-type'),
  ],
]);
