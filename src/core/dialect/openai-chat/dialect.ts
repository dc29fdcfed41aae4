import type { Json } from '../../model/json.js';
import { asArray, asObject, asString } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import type { Dialect } from '../dialect.js';
import { chatDocuments } from './documents.js';
import { FEATURES } from './features.js';
import { inferFeature, inferMistake, usedFeatures } from './infer-case.js';
import { GENERATE_PATH, MODELS_PATH, operationOf } from './operation.js';
import { readReply } from './read-reply.js';
import { refusesModel } from './refuses-model.js';
import { requestForm } from './request.js';

/** The data of the event that ends a stream. */
const END_OF_STREAM = '[DONE]';

/** OpenAI's Chat Completions. */
export const openaiChat: Dialect = {
  id: 'openai-chat',
  dropInFor: { spec: 'openai', name: 'OpenAI' },
  ownHeader: null,
  paths: [GENERATE_PATH, MODELS_PATH],
  operationOf,
  request: requestForm,
  stream: {
    schemaOf({ name, data }) {
      if (data === null || data.trim() === END_OF_STREAM) return null;
      if (name === 'error') return 'error';
      return name === null || name === 'message' ? 'chunk' : null;
    },
    namesEvents: false,
    endName: END_OF_STREAM,
    terminator: END_OF_STREAM,
    isEnd: ({ data }) => data?.trim() === END_OF_STREAM,
  },
  finish: {
    member: 'finish_reason',
    stop: 'stop',
    length: 'length',
    calls: 'tool_calls',
    // OpenAI itself does so with a named tool.
    forcedCallsStop: true,
  },
  models: { path: MODELS_PATH, aliasOf: (model) => model, read: readModels },
  read: readReply,
  features: FEATURES,
  mistakes: new Map([
    ['empty-messages', 'an empty `messages`'],
    ['orphan-tool-message', 'a tool message without its call'],
    ['bad-tool-choice', 'an invalid `tool_choice`'],
  ]),
  stimulusNames: new Map([['several-choices', 'several-outputs']]),
  // anomalyco/opencode#43328, pydantic/pydantic-ai#822
  breakingNulls: ['id', 'name', 'arguments'],
  responseMembers: ['choices', 'error'],
  refusesModel,
  documents: chatDocuments,
  usedFeatures,
  inferCase: (body, spec) => ({ about: inferFeature(asObject(body) ?? {}, spec), fault: inferMistake(body, spec) }),
};

function readModels(body: Json): readonly string[] {
  const list = member(body, 'data') ?? body;
  return asArray(list).flatMap((model) => asString(member(model, 'id')) ?? []);
}
