import { add, drop, put, turn } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';
import { errorBody, inErrors, refusing, refusingWith } from '../kit/refusals.js';

const BAD = ['errors/messages-wrong-type', 'errors/malformed-json'];
const ROOT = by('schema', 'body /error');

/** The envelope of errors. */
export const envelopes = faultsOf('errors', [
  [
    'vllm-flat-error',
    ['vllm-project/vllm#12886'],
    'The members of the error stand at the root, without an error object.',
    ROOT,
    BAD,
    errorBody(({ message, status }) => ({
      object: 'error',
      message,
      type: 'BadRequestError',
      param: null,
      code: status,
    })),
  ],
  [
    'vllm-error-code-int',
    ['vllm-project/vllm#37011'],
    'error.code is the status as a number.',
    by('schema', 'body /error/code'),
    BAD,
    errorBody(({ message, status }) => ({ error: { message, type: 'BadRequestError', param: null, code: status } })),
  ],
  [
    'b-litellm-error-code-int',
    ['BerriAI/litellm#4970'],
    'error.code is a number.',
    by('schema', 'body /error/code'),
    BAD,
    inErrors(put('/error/code', 400)),
  ],
  [
    'b-openrouter-404-numeric-code',
    ['openclaw/openclaw#51600'],
    'The code of a 404 is a number; type and param are absent.',
    by('schema', 'body /error/code'),
    ['errors/unknown-model'],
    inErrors(put('/error/code', 404), drop('/error/type', '/error/param')),
  ],
  [
    'mistral-422-nested-detail',
    ['editor-code-assistant/eca#231', 'vectorize-io/hindsight#852', 'zed-industries/zed#57122'],
    'The message is an object that holds the detail of a validator, at the root of the body.',
    ROOT,
    BAD,
    {
      ...refusingWith({ status: 422 }),
      ...errorBody(({ type }) => ({
        object: 'error',
        message: { detail: [{ type: 'missing', loc: ['body', 'messages'], msg: 'Field required' }] },
        type,
        param: null,
        code: null,
      })),
    },
  ],
  [
    'mistral-404-detail',
    ['elastic/elasticsearch#128538'],
    'An unknown path is answered by the detail of a framework.',
    ROOT,
    ['errors/unknown-path'],
    errorBody(() => ({ detail: 'Not Found' })),
  ],
  [
    'mfs-detail-string',
    ['etalab-ia/OpenGateLLM#104'],
    'The body of an error is a detail that is a string.',
    ROOT,
    BAD,
    errorBody(() => ({ detail: 'Invalid JSON body (Expecting value)' })),
  ],
  [
    'mistral-429-flat',
    ['earendil-works/pi#9815'],
    'The body of a 429 is flat.',
    ROOT,
    ['basic/limited'],
    {
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
  ],
  [
    'gemini-error-array',
    ['bytedance/deer-flow#1515', 'SuzumiyaAkizuki/ComfyUI-NewBie-LLM-Formatter#3'],
    'The body of an error is an array.',
    by('schema', 'body'),
    BAD,
    errorBody(({ message, status }) => [{ error: { code: status, message, status: 'INVALID_ARGUMENT', details: [] } }]),
  ],
  [
    'b-openaiproxy-com-error-string',
    ['openai/openai-python#413'],
    'error is a string.',
    ROOT,
    ['errors/unknown-path', 'errors/messages-wrong-type'],
    errorBody(() => ({ error: 'Not Found' })),
  ],
  [
    'b-litellm-error-message-python-dict',
    ['BerriAI/litellm#39536'],
    'The message is an object of Python, printed.',
    noted('error-message', 'body /error/message'),
    ['errors/unknown-model'],
    inErrors(put('/error/message', "{'error': '/chat/completions: Invalid model name passed in'}")),
  ],
  [
    'b-mlflow-gateway-error-message-dropped',
    ['mlflow/mlflow#25898'],
    'A refused stream ends in 500 with an empty detail: the message of the upstream is lost.',
    ROOT,
    ['errors/unknown-model-streamed', 'errors/messages-wrong-type-streamed'],
    { ...refusingWith({ status: 500 }), ...errorBody(() => ({ detail: '' })) },
  ],
  [
    'b-litellm-expired-key-echo',
    ['BerriAI/litellm#18731'],
    'The whole key stands in the error that refuses it.',
    by('key-echo', 'body /error/param'),
    ['errors/wrong-key'],
    {
      error: (body, { request }) =>
        turn('/error/param', () => (request.headers['authorization'] ?? '').replace('Bearer ', ''))(body),
    },
  ],
  [
    'message-empty',
    [],
    'The message of an error is empty.',
    by('error-message', 'body /error/message'),
    ['errors/unknown-model'],
    inErrors(put('/error/message', '')),
  ],
  [
    'error-type-of-another-status',
    [],
    'The type of an error is that of another status.',
    by('error-type', 'body /error/type'),
    ['errors/wrong-key'],
    inErrors(put('/error/type', 'server_error')),
    ['cryptgpt'],
  ],
  [
    'error-member-unknown',
    [],
    'An error has a member that nobody documents.',
    noted('undocumented-field', 'body /trace'),
    BAD,
    inErrors(add({ trace: 'a1' })),
  ],
]);
