import { by, faultsOf, noted } from '../kit/fault.js';
import { accepting, errorBody, errorText, refusingWith } from '../kit/refusals.js';
import type { Hooks } from '../../hooks.js';

const ACCEPTANCE = by('acceptance', 'status');
const UNAUTHORIZED = {
  mistake: 'wrong-key',
  status: 401,
  type: 'invalid_request_error',
  message: 'The API key is missing or not valid.',
  param: null,
  code: 'invalid_api_key',
} as const;

/** Refuses keys that come in this form. */
const without = (is: (authorization: string) => boolean): Hooks => ({
  refusal: (found, { request }) => found ?? (is(request.headers['authorization'] ?? '') ? UNAUTHORIZED : null),
});

/** Faults of authentication. */
export const authFaults = faultsOf('auth', [
  [
    'mistral-401-flat-message',
    ['elastic/elasticsearch#128538'],
    'The body of a 401 is a message and an id, without an error object.',
    by('schema', 'body /error'),
    ['errors/wrong-key', 'errors/no-key'],
    errorBody(() => ({ message: 'Unauthorized', request_id: 'a1b2' })),
  ],
  [
    'bionic-422-bad-key',
    ['bionic-gpt/bionic-gpt#166', 'bionic-gpt/bionic-gpt#304'],
    'A wrong key is answered with 422 and the error of a database as text.',
    by('refusal', 'status'),
    ['errors/wrong-key'],
    {
      ...refusingWith({ status: 422 }, 'wrong-key'),
      ...errorText('text/plain', 'message = query returned an unexpected number of rows'),
    },
  ],
  [
    'llamastack-500-bad-key',
    ['ogx-ai/ogx#2990'],
    'A wrong key ends in 500.',
    by('refusal', 'status'),
    ['errors/wrong-key'],
    {
      ...refusingWith({ status: 500 }, 'wrong-key'),
      ...errorBody(() => ({ detail: 'Internal server error: An unexpected error occurred.' })),
    },
  ],
  [
    'termllm-lowercase-bearer-401',
    ['SamSaffron/term-llm#414'],
    'The scheme in lower case is refused, though its case does not matter.',
    noted('acceptance', 'status'),
    ['auth/bearer.lower-case'],
    without((authorization) => authorization.startsWith('bearer ')),
  ],
  [
    'b-cliproxy-no-keys-configured-open',
    ['router-for-me/CLIProxyAPI#3628'],
    'Requests without a key, or with a wrong one, are answered.',
    by('refusal', 'status'),
    ['errors/no-key', 'errors/wrong-key', 'errors/malformed-authorization'],
    accepting('no-key', 'wrong-key', 'malformed-authorization'),
  ],
  [
    'b-enterprise-gateway-x-api-key-only',
    ['ryanbr/noop#765'],
    'The documented header is refused; the key is taken from another.',
    ACCEPTANCE,
    ['auth/bearer.accepted'],
    without((authorization) => authorization !== ''),
  ],
  [
    'b-apim-api-key-header-only',
    ['responsibleai/ASSERT#306'],
    'Without a header of the gateway the documented one is not enough.',
    ACCEPTANCE,
    ['auth/bearer.accepted'],
    without(() => true),
  ],
]);
