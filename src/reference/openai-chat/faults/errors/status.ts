import { inBody } from '../kit/chunks.js';
import { put } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { withText } from '../../../reply.js';
import { accepting, errorBody, onError, refusing, refusingWith } from '../kit/refusals.js';

const REFUSAL = reportedBy('refusal', 'status');
const REFUSED = reportedBy('acceptance', 'status');

/** Wrong statuses: 500 for a client error, 200 for an unknown model, 201 for success. */
export const statuses = faultsOf('errors', [
  {
    id: 'polza-201-for-an-answer',
    seen: ['E-xyza/codicil#4', 'ChatGPTNextWeb/NextChat#4797'],
    title: 'A successful response has status 201.',
    expect: reportedBy('success-status', 'status'),
    shownBy: ['basic/minimal', 'streaming/minimal'],
    hooks: { reply: (reply) => (reply.status === 200 ? { ...reply, status: 201 } : reply) },
  },
  {
    id: 'wrong-method-500',
    seen: [],
    title: 'A request with the wrong method gets 500.',
    expect: reportedBy('mistake-status', 'status'),
    shownBy: ['errors/wrong-method'],
    hooks: refusingWith({ status: 500 }, 'wrong-method'),
  },
  {
    id: 'kserve-code-string-500',
    seen: ['kserve/kserve#3886'],
    title: 'A client error becomes 500, and code is that status as a string.',
    expect: REFUSAL,
    shownBy: ['errors/messages-wrong-type'],
    hooks: {
      ...refusingWith({ status: 500 }),
      ...errorBody(({ message }) => ({ error: { code: '500', message, param: '', type: 'OpenAIError' } })),
    },
  },
  {
    id: 'etalab-500-bad-json',
    seen: ['etalab-ia/OpenGateLLM#104'],
    title: 'A body that is not JSON becomes 500 with the detail of a framework.',
    expect: REFUSAL,
    shownBy: ['errors/malformed-json'],
    hooks: {
      ...refusingWith({ status: 500 }, 'malformed-json'),
      ...errorBody(() => ({ detail: 'Internal server error' })),
    },
  },
  {
    id: 'b-coddy-upstream-400-as-500',
    seen: ['coddy-project/coddy-agent#322'],
    title: 'A 400 of the upstream becomes 500 with the address of the upstream in the message.',
    expect: REFUSAL,
    shownBy: ['errors/messages-wrong-type', 'errors/unknown-role'],
    hooks: refusingWith({
      status: 500,
      type: 'server_error',
      message: 'provider: POST "https://upstream.example/v1/chat/completions": 400 Bad Request',
    }),
  },
  {
    id: 'b-fak-empty-messages-502',
    seen: ['anthony-chaudhary/fak#326'],
    title: 'Empty or missing messages become 502.',
    expect: REFUSAL,
    shownBy: ['errors/messages-empty', 'errors/messages.missing'],
    hooks: refusingWith(
      { status: 502, type: 'server_error', message: 'upstream model error' },
      'empty-messages',
      'missing-field',
    ),
  },
  {
    id: 'anythingllm-empty-messages-500-empty-body',
    seen: ['Mintplex-Labs/anything-llm#6430'],
    title: 'Empty messages become 500 without a body.',
    expect: REFUSAL,
    shownBy: ['errors/messages-empty'],
    hooks: {
      ...refusingWith({ status: 500 }, 'empty-messages'),
      ...onError((reply) => withText(reply, 'application/json', '')),
    },
  },
  {
    id: 'llmd-empty-messages-200',
    seen: ['llm-d/llm-d-inference-sim#666'],
    title: 'Empty messages are accepted.',
    expect: REFUSAL,
    shownBy: ['errors/messages-empty'],
    hooks: { ...accepting('empty-messages'), ...inBody(put('/usage/prompt_tokens', 0)) },
  },
  {
    id: 'mlxserve-unknown-model-200',
    seen: ['ddalcu/mlx-serve#257'],
    title: 'An unknown model is accepted, and the response repeats its name.',
    expect: REFUSAL,
    shownBy: ['errors/unknown-model'],
    hooks: accepting('unknown-model'),
  },
  {
    id: 'b-mlxserve-unknown-model-echoed',
    seen: ['ddalcu/mlx-serve#258'],
    title: 'An unknown model is accepted: the loaded model responds under its own name.',
    expect: REFUSAL,
    shownBy: ['errors/unknown-model', 'errors/unknown-model-streamed'],
    hooks: accepting('unknown-model'),
  },
  {
    id: 'b-freellmapi-404-as-502',
    seen: ['tashfeenahmed/freellmapi#76'],
    title: 'A model that is unknown to the upstream becomes 502.',
    expect: REFUSAL,
    shownBy: ['errors/unknown-model'],
    hooks: refusingWith({ status: 502, type: 'server_error' }, 'unknown-model'),
  },
  {
    id: 'b-cody-429-to-503',
    seen: ['sourcegraph/sourcegraph-public-snapshot#52786'],
    title: 'A rate limit of the upstream becomes 503.',
    expect: REFUSED,
    shownBy: ['basic/limited'],
    hooks: refusing(() => true, { status: 503, type: 'server_error' }),
  },
  {
    id: 'fails-after-hang-up',
    seen: [],
    title: 'After a client disconnects, the next request fails.',
    expect: reportedBy('recovers', 'status'),
    shownBy: ['streaming/hang-up'],
    hooks: refusing((body) => body['stream'] === undefined, { status: 503, type: 'service_unavailable_error' }),
  },
  {
    id: 'wrong-type-accepted',
    seen: [],
    title: 'A parameter of the wrong type is accepted.',
    expect: REFUSAL,
    shownBy: ['penalties/temperature.wrong-type'],
    hooks: accepting('wrong-type'),
  },
]);
