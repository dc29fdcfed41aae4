import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { accepting, errorBody, errorText, refusingWith } from '../kit/refusals.js';
import type { Hooks } from '../../hooks.js';

const ACCEPTANCE = reportedBy('acceptance', 'status');
const UNAUTHORIZED = {
  mistake: 'wrong-key',
  status: 401,
  type: 'invalid_request_error',
  message: 'The API key is missing or not valid.',
  param: null,
  code: 'invalid_api_key',
} as const;

/** Rejects keys in this form. */
const without = (is: (authorization: string) => boolean): Hooks => ({
  refusal: (found, { request }) => found ?? (is(request.headers['authorization'] ?? '') ? UNAUTHORIZED : null),
});

/** Faults of authentication. */
export const authFaults = faultsOf('auth', [
  {
    id: 'mistral-401-flat-message',
    seen: ['elastic/elasticsearch#128538'],
    title: 'The body of a 401 is a message and an id, without an error object.',
    expect: reportedBy('schema', 'body /error'),
    shownBy: ['errors/wrong-key', 'errors/no-key'],
    hooks: errorBody(() => ({ message: 'Unauthorized', request_id: 'a1b2' })),
  },
  {
    id: 'bionic-422-bad-key',
    seen: ['bionic-gpt/bionic-gpt#166', 'bionic-gpt/bionic-gpt#304'],
    title: 'The response to a wrong key is 422 with the text of a database error.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/wrong-key'],
    hooks: {
      ...refusingWith({ status: 422 }, 'wrong-key'),
      ...errorText('text/plain', 'message = query returned an unexpected number of rows'),
    },
  },
  {
    id: 'llamastack-500-bad-key',
    seen: ['ogx-ai/ogx#2990'],
    title: 'The response to a wrong key is 500.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/wrong-key'],
    hooks: {
      ...refusingWith({ status: 500 }, 'wrong-key'),
      ...errorBody(() => ({ detail: 'Internal server error: An unexpected error occurred.' })),
    },
  },
  {
    id: 'termllm-lowercase-bearer-401',
    seen: ['SamSaffron/term-llm#414'],
    title: 'The scheme in lower case is rejected, although schemes are case-insensitive.',
    expect: notedBy('acceptance', 'status'),
    shownBy: ['auth/bearer.lower-case'],
    hooks: without((authorization) => authorization.startsWith('bearer ')),
  },
  {
    id: 'b-cliproxy-no-keys-configured-open',
    seen: ['router-for-me/CLIProxyAPI#3628'],
    title: 'Requests without a key or with a wrong key are accepted.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/no-key', 'errors/wrong-key', 'errors/malformed-authorization'],
    hooks: accepting('no-key', 'wrong-key', 'malformed-authorization'),
  },
  {
    id: 'b-enterprise-gateway-x-api-key-only',
    seen: ['ryanbr/noop#765'],
    title: 'The documented header is rejected; the key is read from another header.',
    expect: ACCEPTANCE,
    shownBy: ['auth/bearer.accepted'],
    hooks: without((authorization) => authorization !== ''),
  },
  {
    id: 'b-apim-api-key-header-only',
    seen: ['responsibleai/ASSERT#306'],
    title: 'The documented header is not enough: the gateway requires its own header as well.',
    expect: ACCEPTANCE,
    shownBy: ['auth/bearer.accepted'],
    hooks: without(() => true),
  },
]);
