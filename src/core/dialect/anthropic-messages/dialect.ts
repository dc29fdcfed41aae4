import type { Json } from '../../model/json.js';
import { asArray, asString, parseJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { SseEvent } from '../../model/response.js';
import type { Dialect } from '../dialect.js';
import { messagesDocuments } from './documents.js';
import { FEATURES } from './features.js';
import { inferCase, usedFeatures } from './infer-case.js';
import { EVENT_TYPES } from './messages-reply.js';
import { COUNT_PATH, GENERATE_PATH, MODELS_PATH, operationOf } from './operation.js';
import { readReply } from './read-reply.js';
import { refusesModel } from './refuses-model.js';
import { requestForm } from './request.js';

/** The event that ends a stream. */
const LAST_EVENT = 'message_stop';

/** Anthropic's Messages. */
export const anthropicMessages: Dialect = {
  id: 'anthropic-messages',
  dropInFor: { spec: 'anthropic', name: 'Anthropic' },
  ownHeader: 'anthropic-version',
  paths: [COUNT_PATH, GENERATE_PATH, MODELS_PATH],
  operationOf,
  request: requestForm,
  stream: {
    schemaOf(event) {
      const type = typeOf(event);
      if (type === null) return event.name === null && event.data !== null ? 'chunk' : null;
      return type === 'error' ? 'error' : 'chunk';
    },
    namesEvents: true,
    endName: LAST_EVENT,
    terminator: null,
    isEnd: (event) => typeOf(event) === LAST_EVENT,
  },
  finish: { member: 'stop_reason', stop: 'end_turn', length: 'max_tokens', calls: 'tool_use', forcedCallsStop: false },
  models: { path: MODELS_PATH, aliasOf, read: readModels },
  read: readReply,
  features: FEATURES,
  documents: messagesDocuments,
  mistakes: new Map([
    ['empty-messages', 'an empty `messages`'],
    ['bad-tool-choice', 'an invalid `tool_choice`'],
    ['bad-tool-name', 'an invalid name of a tool'],
    ['orphan-tool-result', 'a tool result without its call'],
    ['late-tool-result', 'text before a tool result'],
    ['unanswered-tool-use', 'a tool call without its result'],
    ['empty-text', 'an empty text'],
    ['small-thinking-budget', 'a thinking budget below 1024 tokens'],
    ['large-thinking-budget', 'a thinking budget that is not below `max_tokens`'],
    ['removed-parameter', 'a parameter that this version of the API removed'],
    ['assistant-document', 'a document in an assistant message'],
    ['user-citations', 'a user message with citations'],
    ['no-version', 'no `anthropic-version`'],
    ['unknown-version', 'an unknown `anthropic-version`'],
  ]),
  stimulusNames: new Map(),
  breakingNulls: ['id', 'name', 'input'],
  responseMembers: ['content', 'error'],
  refusesModel,
  inferCase,
  usedFeatures,
};

/** The documented type of an event, by its data, else by its name. */
function typeOf({ name, data }: Pick<SseEvent, 'name' | 'data'>): string | null {
  const parsed = data === null ? null : parseJson(data);
  const own = parsed?.ok === true ? asString(member(parsed.value, 'type')) : null;
  return [own, name].find((type) => type !== null && EVENT_TYPES.includes(type)) ?? null;
}

/** The name without its version, `claude-haiku-4-5` of `claude-haiku-4-5-20251001`. */
function aliasOf(model: string): string {
  return model.replace(/^(claude-.*)-\d{8}$/u, '$1');
}

function readModels(body: Json): readonly string[] {
  return asArray(member(body, 'data') ?? body).flatMap((model) => asString(member(model, 'id')) ?? []);
}
