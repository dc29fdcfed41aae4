import type { JsonObject } from '../../../../core/model/json.js';
import { named, refuseEach, type RefusedFeature } from '../../../refused-features.js';
import type { Hooks } from '../../hooks.js';
import { faultsOf, reportedBy } from '../kit/fault.js';
import { refusing } from '../kit/refusals.js';

const messageWith = (text: string) => (body: JsonObject) => JSON.stringify(body['messages'] ?? null).includes(text);

const FEATURES: readonly RefusedFeature[] = [
  ['stream', (body) => body['stream'] === true, 'streaming/minimal', 500],
  ['stream_options', named('stream_options'), 'streaming/include-usage'],
  ['tools', named('tools'), 'tools/offered'],
  ['tool_choice', named('tool_choice'), 'tools/required'],
  ['parallel_tool_calls', named('parallel_tool_calls'), 'tools/parallel-off'],
  ['response_format', named('response_format'), 'penalties/response_format.json_schema'],
  ['temperature', named('temperature'), 'penalties/temperature.middle'],
  ['top_p', named('top_p'), 'penalties/top_p.middle'],
  ['n', named('n'), 'penalties/n.min'],
  ['stop', named('stop'), 'penalties/stop.string'],
  ['seed', named('seed'), 'penalties/seed.middle'],
  ['logprobs', named('logprobs'), 'penalties/logprobs.false'],
  ['max_tokens', named('max_tokens'), 'penalties/max_tokens.cut'],
  ['frequency_penalty', named('frequency_penalty'), 'penalties/frequency_penalty.middle'],
  ['presence_penalty', named('presence_penalty'), 'penalties/presence_penalty.middle'],
  ['user', named('user'), 'basic/user'],
  ['store', named('store'), 'penalties/store.false'],
  ['system-messages', messageWith('"role":"system"'), 'basic/system-message'],
  ['tool-messages', messageWith('"role":"tool"'), 'tools/round-trip'],
];

/** Each parameter or kind of message is refused wherever a request has it, with the documented error. */
export const refusedFeatures = faultsOf('params', [
  ...refuseEach(FEATURES, { prefix: '', serverError: 'server_error', refusing }),
  {
    id: 'refuses-models-list',
    title: 'The list of models gets 404.',
    seen: [],
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['basic/models-list'],
    hooks: {
      refusal: (found, { request: { method, path } }) =>
        found === null && method === 'GET' && path.endsWith('/models')
          ? {
              mistake: 'unknown-path',
              status: 404,
              type: 'invalid_request_error',
              message: `Invalid URL (GET ${path})`,
              param: null,
              code: null,
            }
          : found,
    } satisfies Hooks,
  },
]);
