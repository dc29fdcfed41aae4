import { add, drop, put, turn } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { errorBody, inErrors, refusing, refusingWith } from '../kit/refusals.js';

const BAD = ['errors/messages-wrong-type', 'errors/malformed-json'];
const ROOT = reportedBy('schema', 'body /error');

/** The structure of error bodies. */
export const envelopes = faultsOf('errors', [
  {
    id: 'vllm-flat-error',
    seen: ['vllm-project/vllm#12886'],
    title: 'The members of the error are at the root, without an error object.',
    expect: ROOT,
    shownBy: BAD,
    hooks: errorBody(({ message, status }) => ({
      object: 'error',
      message,
      type: 'BadRequestError',
      param: null,
      code: status,
    })),
  },
  {
    id: 'vllm-error-code-int',
    seen: ['vllm-project/vllm#37011'],
    title: 'error.code is the status as a number.',
    expect: reportedBy('schema', 'body /error/code'),
    shownBy: BAD,
    hooks: errorBody(({ message, status }) => ({
      error: { message, type: 'BadRequestError', param: null, code: status },
    })),
  },
  {
    id: 'b-litellm-error-code-int',
    seen: ['BerriAI/litellm#4970'],
    title: 'error.code is a number.',
    expect: reportedBy('schema', 'body /error/code'),
    shownBy: BAD,
    hooks: inErrors(put('/error/code', 400)),
  },
  {
    id: 'b-openrouter-404-numeric-code',
    seen: ['openclaw/openclaw#51600'],
    title: 'The code of a 404 is a number; type and param are absent.',
    expect: reportedBy('schema', 'body /error/code'),
    shownBy: ['errors/unknown-model'],
    hooks: inErrors(put('/error/code', 404), drop('/error/type', '/error/param')),
  },
  {
    id: 'mistral-422-nested-detail',
    seen: ['editor-code-assistant/eca#231', 'vectorize-io/hindsight#852', 'zed-industries/zed#57122'],
    title: 'message is an object with validator details, at the root of the body.',
    expect: ROOT,
    shownBy: BAD,
    hooks: {
      ...refusingWith({ status: 422 }),
      ...errorBody(({ type }) => ({
        object: 'error',
        message: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required' }] },
        type,
        param: null,
        code: null,
      })),
    },
  },
  {
    id: 'mistral-404-detail',
    seen: ['elastic/elasticsearch#128538'],
    title: 'The response to an unknown path is the detail object of a framework.',
    expect: ROOT,
    shownBy: ['errors/unknown-path'],
    hooks: errorBody(() => ({ detail: 'Not Found' })),
  },
  {
    id: 'mfs-detail-string',
    seen: ['etalab-ia/OpenGateLLM#104'],
    title: 'The error body is a detail string.',
    expect: ROOT,
    shownBy: BAD,
    hooks: errorBody(() => ({ detail: 'Invalid JSON body (Expecting value)' })),
  },
  {
    id: 'mistral-429-flat',
    seen: ['earendil-works/pi#9815'],
    title: 'The body of a 429 is flat.',
    expect: ROOT,
    shownBy: ['basic/limited'],
    hooks: {
      ...refusing(() => true, { status: 429 }),
      ...errorBody(() => ({
        object: 'error',
        message: 'Rate limit exceeded',
        type: 'rate_limited',
        param: null,
        code: '1300',
        raw_status_code: 429,
      })),
    },
  },
  {
    id: 'gemini-error-array',
    seen: ['bytedance/deer-flow#1515', 'SuzumiyaAkizuki/ComfyUI-NewBie-LLM-Formatter#3'],
    title: 'The body of an error is an array.',
    expect: reportedBy('schema', 'body'),
    shownBy: BAD,
    hooks: errorBody(({ message, status }) => [
      { error: { code: status, message, status: 'INVALID_ARGUMENT', details: [] } },
    ]),
  },
  {
    id: 'b-openaiproxy-com-error-string',
    seen: ['openai/openai-python#413'],
    title: 'error is a string.',
    expect: ROOT,
    shownBy: ['errors/unknown-path', 'errors/messages-wrong-type'],
    hooks: errorBody(() => ({ error: 'Not Found' })),
  },
  {
    id: 'b-litellm-error-message-python-dict',
    seen: ['BerriAI/litellm#39536'],
    title: 'The message is a printed Python dict.',
    expect: notedBy('error-message', 'body /error/message'),
    shownBy: ['errors/unknown-model'],
    hooks: inErrors(put('/error/message', "{'error': '/chat/completions: Invalid model name passed in'}")),
  },
  {
    id: 'b-mlflow-gateway-error-message-dropped',
    seen: ['mlflow/mlflow#25898'],
    title: 'The rejection of a streamed request is 500 with an empty detail: the message of the upstream is lost.',
    expect: ROOT,
    shownBy: ['errors/unknown-model-streamed'],
    hooks: { ...refusingWith({ status: 500 }), ...errorBody(() => ({ detail: '' })) },
  },
  {
    id: 'b-litellm-expired-key-echo',
    seen: ['BerriAI/litellm#18731'],
    title: 'The error message repeats the whole key.',
    expect: reportedBy('key-echo', 'body /error/param'),
    shownBy: ['errors/wrong-key'],
    hooks: {
      error: (body, { request }) =>
        turn('/error/param', () => (request.headers['authorization'] ?? '').replace('Bearer ', ''))(body),
    },
  },
  {
    id: 'message-empty',
    seen: [],
    title: 'The message of an error is empty.',
    expect: reportedBy('error-message', 'body /error/message'),
    shownBy: ['errors/unknown-model'],
    hooks: inErrors(put('/error/message', '')),
  },
  {
    id: 'error-type-of-another-status',
    seen: [],
    title: 'The error type belongs to another status.',
    expect: reportedBy('error-type', 'body /error/type'),
    shownBy: ['errors/wrong-key'],
    hooks: inErrors(put('/error/type', 'server_error')),
    specs: ['cryptgpt'],
  },
  {
    id: 'error-member-unknown',
    seen: [],
    title: 'An error has an undocumented member.',
    expect: notedBy('undocumented-field', 'body /trace'),
    shownBy: BAD,
    hooks: inErrors(add({ trace: 'a1' })),
  },
]);
