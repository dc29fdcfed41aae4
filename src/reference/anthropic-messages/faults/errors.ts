import { put } from '../../edit.js';
import { withHeader } from '../../reply.js';
import { accepting, faultsOf, inErrors, onReply, refusingWith, reportedBy } from './kit.js';

/** Faults of errors, headers, token counts and models. */
export const errorFaults = faultsOf('errors', [
  {
    id: 'messages-envelope-of-chat',
    title: 'Errors come in the envelope of chat completions.',
    expect: reportedBy('schema', 'body /request_id'),
    shownBy: ['errors/role-missing'],
    hooks: { error: (body) => ({ error: body['error'] }) },
  },
  {
    id: 'messages-error-type',
    title: 'The error type of a 400 is BadRequestError.',
    expect: reportedBy('error-type', 'body /error/type'),
    shownBy: ['errors/role-missing'],
    hooks: inErrors(put('/error/type', 'BadRequestError')),
  },
  {
    id: 'messages-not-found-as-405',
    title: 'A not_found_error comes with status 405.',
    expect: reportedBy('error-status', 'status'),
    shownBy: ['errors/wrong-method'],
    hooks: refusingWith({ type: 'not_found_error' }, 'wrong-method'),
  },
  {
    id: 'messages-alias-unknown',
    title: 'A model is not found by its alias.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['basic/model-alias'],
    hooks: {
      refusal: (refusal, { request: { method, path } }) =>
        refusal === null && method === 'GET' && /\/models\/./u.test(path)
          ? { mistake: 'unknown-model', status: 404, type: 'not_found_error', message: 'There is no such model.' }
          : refusal,
    },
  },
  {
    id: 'messages-request-id-constant',
    title: 'Every response has the same request-id.',
    expect: reportedBy('request-id', 'header request-id'),
    shownBy: ['basic/two-requests'],
    hooks: onReply((reply) => withHeader(reply, 'request-id', 'req_same')),
  },
  {
    id: 'messages-request-id-of-body',
    title: 'The request_id of an error is not that of the header.',
    expect: reportedBy('request-id', 'body /request_id'),
    shownBy: ['errors/role-missing'],
    hooks: inErrors(put('/request_id', 'req_other')),
  },
  {
    id: 'messages-request-id-missing',
    title: 'No response has a request-id header.',
    expect: reportedBy('required-header', 'header request-id'),
    shownBy: ['basic/minimal'],
    hooks: onReply((reply) => withHeader(reply, 'request-id', null)),
  },
  {
    id: 'messages-remaining-above-limit',
    title: 'More requests remain than the limit allows.',
    expect: reportedBy('rate-limit-headers', 'header anthropic-ratelimit-requests-remaining'),
    shownBy: ['basic/minimal'],
    hooks: onReply((reply) => withHeader(reply, 'anthropic-ratelimit-requests-remaining', '5000')),
  },
  {
    id: 'messages-reset-in-seconds',
    title: 'The reset of a limit is in seconds since 1970.',
    expect: reportedBy('rate-limit-headers', 'header anthropic-ratelimit-requests-reset'),
    shownBy: ['basic/minimal'],
    hooks: onReply((reply) => withHeader(reply, 'anthropic-ratelimit-requests-reset', '1770000000')),
  },
  {
    id: 'messages-small-budget-accepted',
    title: 'A thinking budget below 1024 is accepted.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['thinking/small-budget'],
    hooks: accepting('small-thinking-budget'),
  },
  {
    id: 'messages-new-version-sampling',
    title: 'Version 2026-10-21: temperature, top_p and top_k are still accepted.',
    expect: reportedBy('refusal', 'status'),
    shownBy: ['errors/removed-parameter'],
    hooks: accepting('removed-parameter'),
  },
  {
    id: 'messages-new-version-unknown',
    title: 'Version 2026-10-21 is unknown.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['errors/version-2026'],
    hooks: {
      refusal: (refusal, { request }) =>
        request.headers['anthropic-version'] === '2026-10-21'
          ? {
              mistake: 'unknown-version',
              status: 400,
              type: 'invalid_request_error',
              message: 'anthropic-version: "2026-10-21" is not a valid version.',
            }
          : refusal,
    },
  },
  {
    id: 'messages-count-of-characters',
    title: 'count_tokens counts characters.',
    expect: reportedBy('token-count', 'body /usage/input_tokens'),
    shownBy: ['tokens/as-used'],
    hooks: { count: (_, { request }) => ({ input_tokens: request.text.length }) },
  },
  {
    id: 'messages-count-without-tools',
    title: 'count_tokens leaves out the tools.',
    seen: ['router-for-me/CLIProxyAPI#3628'],
    expect: reportedBy('prompt-tokens', 'body /input_tokens'),
    shownBy: ['tokens/tools-counted'],
    hooks: { count: () => ({ input_tokens: 12 }) },
  },
  {
    id: 'messages-count-string',
    title: 'input_tokens of count_tokens is a string.',
    expect: reportedBy('schema', 'body /input_tokens'),
    shownBy: ['tokens/as-used'],
    hooks: { count: () => ({ input_tokens: '12' }) },
  },
  {
    id: 'messages-models-without-cursor',
    title: 'The list of models has no first_id, last_id and has_more.',
    expect: reportedBy('schema', 'body /first_id'),
    shownBy: ['basic/models-list'],
    hooks: { models: ({ data }) => ({ data }) },
  },
]);
