import type { JsonObject } from '../../../core/model/json.js';
import { isObject } from '../../sample.js';
import { named, refuseEach, type RefusedFeature } from '../../refused-features.js';
import type { Hooks } from '../hooks.js';
import { faultsOf, refusing, reportedBy } from './kit.js';

const includes = (text: string) => (body: JsonObject) => JSON.stringify(body).includes(text);
const choice = (type: string) => (body: JsonObject) =>
  isObject(body['tool_choice']) && body['tool_choice']['type'] === type;

const FEATURES: readonly RefusedFeature[] = [
  ['stream', (body) => body['stream'] === true, 'streaming/minimal', 500],
  ['tools', named('tools'), 'tools/offered'],
  ['tool_choice', named('tool_choice'), 'tools/any'],
  ['tool-choice-any', choice('any'), 'tools/any'],
  ['tool-choice-tool', choice('tool'), 'tools/named'],
  ['tool-choice-none', choice('none'), 'tools/none'],
  ['system', named('system'), 'basic/system'],
  ['system-blocks', (body) => Array.isArray(body['system']), 'conversation/system-blocks-counted'],
  ['cache-control', includes('"cache_control"'), 'basic/cache-control'],
  ['images', includes('"type":"image"'), 'conversation/image'],
  ['thinking', named('thinking'), 'thinking/enabled'],
  ['stop_sequences', named('stop_sequences'), 'limits/stop'],
  ['metadata', named('metadata'), 'parameters/metadata.user_id'],
  ['temperature', named('temperature'), 'parameters/temperature.middle'],
  ['top_p', named('top_p'), 'parameters/top_p.middle'],
  ['top_k', named('top_k'), 'parameters/top_k.middle'],
  ['service_tier', named('service_tier'), 'parameters/service_tier.auto'],
];

const notFound = (ends: RegExp): Hooks => ({
  refusal: (found, { request: { method, path } }) =>
    found === null && ends.test(path)
      ? { mistake: 'unknown-path', status: 404, type: 'not_found_error', message: `There is no ${method} ${path}.` }
      : found,
});

/** Each parameter or kind of content is refused wherever a request has it, with the documented error. */
export const refusedFaults = faultsOf('params', [
  ...refuseEach(FEATURES, { prefix: 'messages-', serverError: 'api_error', refusing }),
  {
    id: 'messages-refuses-count-tokens',
    title: 'count_tokens gets 404.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['tokens/as-used'],
    hooks: notFound(/\/count_tokens$/u),
  },
  {
    id: 'messages-refuses-models-list',
    title: 'The list of models gets 404.',
    expect: reportedBy('acceptance', 'status'),
    shownBy: ['basic/models-list'],
    hooks: notFound(/\/models$/u),
  },
]);
